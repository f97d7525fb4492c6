"""Names of code beside the rulebook that carries out a clause: looked up in the source, never imported.

The rulebook runs without what stands above it; a package that is not installed can not be looked into, and what
is said of it is believed.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def exists(name: str, *, root: Path = ROOT) -> bool:
    """Whether "textcheck.secrecy.MARKS" is a name at the top of a module below `root`."""
    *folders, wanted = name.split(".")
    if not folders or not (root / folders[0]).is_dir():
        return bool(folders)
    path = root.joinpath(*folders)
    files = (path.with_suffix(".py"), path / "__init__.py")
    module = next((file for file in files if file.is_file()), None)
    return module is not None and wanted in _names(ast.parse(module.read_text(encoding="utf-8")))


def _names(module: ast.Module) -> set[str]:
    found = {node.name for node in module.body if isinstance(node, Named)}
    for node in module.body:
        if isinstance(node, ast.Assign):
            found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found
