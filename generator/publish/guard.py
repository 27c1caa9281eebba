"""Output folders that nobody means: the project, home, the root of the disk, the originals."""

from __future__ import annotations

from pathlib import Path

from generator.config import SiteConfig
from generator.report import BuildError


def refuse_dangerous_output(site: SiteConfig) -> None:
    """Raise BuildError when publishing into the output folder could harm what is there."""
    output = site.output.resolve()
    protected = {
        "the archive itself": site.root,
        "the seeds": site.seeds,
        "the content": site.root / "content",
        "the cache": site.cache,
        "the themes": site.themes,
        "your home folder": Path.home(),
    }
    for name, folder in protected.items():
        inner = folder.resolve()
        is_within = (
            name.startswith("the ") and inner in output.parents and inner != site.root.resolve()
        )
        if output == inner or output in inner.parents or is_within:
            raise BuildError(
                f"the output folder {output} is or holds {name}"
                if not is_within
                else f"the output folder {output} lies in {name}",
                code="publish.dangerous",
                is_usage=True,
                hint="Choose a folder of its own with --output, such as output/.",
            )
