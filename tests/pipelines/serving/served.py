"""The two releases that tests of serving ask for, and their pages."""

OLD, NEW = "20240927T120000Z", "20240928T120000Z"


def page(get, path):
    answer = get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    return answer.text
