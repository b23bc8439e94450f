"""All that the coder weighs, fitted anew: `python -m pipelines.evaluation.fitting`, after a rule has changed.

Here belongs the order: which words tell of events, then which numbers do and which words tell of one event, then
what they leave open, then the confidence in what comes out.
It writes the seeds choices.csv, confidence.csv and calibration.csv and says how right choices were on texts that they
were not fitted on.
"""

from pipelines.coding import weighing
from pipelines.evaluation.calibration import write_model
from pipelines.evaluation.choosing import Labelled, Weights, fit_each, try_out, write_choices
from pipelines.evaluation.run import calibrate_coder, doubtful_events, doubtful_words, open_questions


def main() -> None:
    """Fit and store the weights; takes a few minutes."""
    cases, fitted = list[Labelled](), dict[str, Weights]()
    for ask in (doubtful_words, doubtful_events, open_questions):
        asked = ask()
        cases += asked
        fitted |= fit_each(asked)
        write_choices(fitted)
        weighing.weights.cache_clear()
    for trial in try_out(cases):
        print(  # noqa: T201
            f"{trial.choice}: {trial.asked} open, {trial.answerable} of them answerable;"
            f" right by rules {trial.by_rules}, by weights {trial.by_weights}"
        )
    calibration = calibrate_coder()
    write_model(calibration.model)
    print(f"confidence: expected error {calibration.held_back.expected_error:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
