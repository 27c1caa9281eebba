"""Train the line model: python -m tools.training.line_roles --corpora DIR --output FILE

With --cross-validate REPORT, the model is trained several times, each time without one part of the
sites, and REPORT says how well it reads the pages of that part; the confidence of the model in FILE
is taken from it. See docs/models/line-roles.md.
"""

from tools.training.command import Subject, run
from tools.training.examples import load_examples
from tools.training.learner import Settings
from tools.training.validation import evaluate

if __name__ == "__main__":
    run(Subject(Settings(), load_examples, evaluate), __doc__)
