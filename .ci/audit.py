"""Run pip-audit over this environment in one of its own; fail only for a vulnerability that it reports."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

_SECONDS = 180


def main() -> int:
    """0 where nothing is known or the service does not answer, 1 where a package in use has a known
    vulnerability."""
    place = Path(sys.argv[1])
    python = place / "bin" / "python"
    try:
        venv.create(place, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--quiet", "pip-audit"], check=True, timeout=_SECONDS
        )
        done = subprocess.run(
            [
                python,
                "-m",
                "pip_audit",
                "--path",
                _site_packages(),
                "--format",
                "json",
                "--progress-spinner",
                "off",
            ],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        if not done.stdout.strip():
            said = done.stderr.strip().splitlines() or ["no output"]
            sys.stdout.write(f"not audited: {said[-1]}\n")
            return 0
        packages = json.loads(done.stdout)["dependencies"]
    except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
        sys.stdout.write(f"not audited: {type(error).__name__}\n")
        return 0
    audited = [package for package in packages if "vulns" in package]
    if not audited:
        sys.stdout.write(f"not audited: the service answered for none of {len(packages)} packages\n")
        return 0
    found = [(package, vulnerability) for package in audited for vulnerability in package["vulns"]]
    sys.stdout.write(f"{len(audited)} of {len(packages)} packages audited, {len(found)} vulnerabilities\n")
    for package, vulnerability in found:
        fixed = ", ".join(vulnerability.get("fix_versions", [])) or "no fixed version"
        sys.stdout.write(f"  {package['name']} {package['version']}: {vulnerability['id']} ({fixed})\n")
    return 1 if found else 0


def _site_packages() -> str:
    return next(path for path in sys.path if path.endswith("site-packages"))


if __name__ == "__main__":
    sys.exit(main())
