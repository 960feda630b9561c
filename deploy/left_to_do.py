"""Says in plain words what a technician has still to do; KIOSK_CONFIG names the settings."""

import os
from collections.abc import Iterator
from pathlib import Path

from kiosk.config import Settings, data_folder, load
from kiosk.secrets import SecretsError, load_secrets

ALWAYS = (
    (
        "屏幕、触摸、打印、声音、按键：开机后进入员工页，逐项试一遍。",
        "Restart the machine, open the staff page, and try touch, print, voice and keypad.",
    ),
)


def main() -> None:
    """Print the list, numbered, Chinese first."""
    path = Path(os.environ["KIOSK_CONFIG"])
    settings = load(path)
    print(f"\n== 还需要您做  Left to do   ({path})")
    for number, (zh, en) in enumerate((*missing(settings, path), *ALWAYS), start=1):
        print(f"{number}. {zh}\n   {en}")


def missing(settings: Settings, path: Path) -> Iterator[tuple[str, str]]:
    """Yield what the settings leave open, in both languages."""
    plain = Settings()
    if settings.terminal.id == plain.terminal.id:
        yield (
            "多台终端时：[terminal] 里写好编号 id 和字母 letter，每台不同。",
            "With several terminals: give each its own id and letter in [terminal].",
        )
    if settings.screen.px_per_mm == plain.screen.px_per_mm:
        yield (
            "量一下屏幕画面宽多少毫米，在 [screen] 里改 width、height、px_per_mm。",
            "Measure the picture in millimetres; set width, height, px_per_mm in [screen].",
        )
    if settings.printer.driver == "simulated":
        yield (
            "设置打印机：运行 lsusb 查编号，填入 [printer]。现在只是模拟打印。",
            "Set the printer: lsusb shows its ids, for [printer]. Printing is only simulated now.",
        )
    if settings.county.url == "embedded":
        yield (
            "后台在本机，中心资料是样例。群众来之前，请导入自己的中心（见安装指南）。",
            "The backend runs here with a sample centre: import your own (see the guide).",
        )
    elif not enrolled(settings, path):
        yield (
            "向后台申请本机凭证，写入数据目录的 secrets.toml（见安装指南）。",
            "Enrol this terminal at the backend; put the credential into secrets.toml.",
        )


def enrolled(settings: Settings, path: Path) -> bool:
    """Tell whether this terminal has a credential."""
    try:
        return load_secrets(data_folder(settings, path) / "secrets.toml").credential is not None
    except SecretsError:
        return False


if __name__ == "__main__":
    main()
