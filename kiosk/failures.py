"""What may be written down of an exception: its kind and place, never its words."""


def without_words(error: BaseException) -> str:
    """Name kind and place of ``error``; its message may hold what a citizen said."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(places)}"
