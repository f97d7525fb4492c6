"""What all commands say alike: usage and refusals in Chinese sentences, and what the system means by an error."""

import argparse
import errno
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn, override

MISUSED = 2

# What argparse says of words that it does not understand → what we say. Each is one clear sentence.
_SENTENCES = (
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"the following arguments are required: (.+)", "缺少参数：{0}"),
    (r"one of the arguments (.+) is required", "应给出其中一个参数：{0}"),
    (r"ambiguous option: (\S+) could match (.+)", "参数 {0} 不明确，可能是 {1}"),
    (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", "参数 {0} 后面缺少内容"),
    (r"argument (.+?): invalid choice: (.+?)(?:, maybe you meant .+?)? \(choose from (.+)\)", "{0}：{1} 应为 {2} 之一"),
    (r"argument (.+?): invalid (?:\w+) value: (.+)", "参数 {0} 的内容 {1} 写法不对"),
    (r"argument (.+?): not allowed with argument (.+)", "参数 {0} 不能与 {1} 同时使用"),
    (r"argument (.+?): ignored explicit argument (.+)", "参数 {0} 后面不应有内容 {1}"),
    (r"argument (.+?): (.+)", "参数 {0}：{1}"),
)
_ERRORS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.EISDIR: "这是文件夹，应为文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENOSPC: "磁盘空间已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENAMETOOLONG: "名称过长",
    errno.EMFILE: "打开的文件过多",
}


class Usage(argparse.HelpFormatter):
    """The help of a command, headed in Chinese."""

    @override
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one Chinese sentence, with the state 2. Its sub-commands' parsers are of this kind, too."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"add_help": False, "formatter_class": Usage, **settings})
        self._positionals.title, self._optionals.title = "内容", "选项"
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="显示用法")

    @override
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{sentence(message)}。用 {self.prog} --help 查看用法。\n")
        sys.exit(MISUSED)


def sentence(message: str) -> str:
    """What argparse says, in Chinese."""
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*found.groups())
    return message


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    return _ERRORS.get(error.errno or 0) or error.strerror or str(error)


def why_not(error: OSError) -> str:
    """The file that the system refused, where it is known, and why."""
    return f"{error.filename}：{reason(error)}" if error.filename is not None else reason(error)
