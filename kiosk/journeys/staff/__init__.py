"""The rooms of staff: what is wrong, refused records, trying out, the readiness report."""
