"""All that the coder weighs, fitted anew: `python -m pipelines.evaluation.fitting`, after a rule has changed.

Here belongs the order: what choices are made of comes before the confidence in what they give. It writes the seeds
choices.csv, confidence.csv and calibration.csv and says how right choices were on texts that they were not fitted on.
"""

from pipelines.coding.choices import weighing
from pipelines.evaluation.calibration import write_model
from pipelines.evaluation.choosing import try_out, write_choices
from pipelines.evaluation.run import calibrate_coder, open_questions


def main() -> None:
    """Fit and store the weights; takes a few minutes."""
    cases = open_questions()
    write_choices(cases)
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
