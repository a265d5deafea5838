"""Rules under a wrong name, and which pack a command read: told by every command that uses rules."""

from tests.builders import dropped, proposal, ruled


def test_every_command_that_uses_rules_refuses_a_pack_that_it_would_not_read(door, tmp_path):
    season = dropped(ruled(tmp_path, {}), {"a.csv": [proposal()]})
    (tmp_path / "rules/33.75/2028.toml.txt").write_text("")
    file = season / "inbox" / "a.csv"
    for command in (
        ("run", 2028, "--direct", "--data", tmp_path), ("check", file, "--data", tmp_path),
        ("rules", "check", "--data", tmp_path),
        ("rules", "show", 2028, "--data", tmp_path), ("rules", "diff", 2019, 2028, "--data", tmp_path),
    ):  # fmt: skip
        answer = door(*command)
        assert (answer.code, "2028.toml.txt" in answer.err) == (10, True), (command, answer.err)
    answer = door("doctor", "--data", tmp_path)
    assert (answer.code, "2028.toml.txt" in answer.out) == (10, True)


def test_a_run_doctor_and_rules_check_name_what_is_no_rule_and_go_on(door, tmp_path):
    dropped(ruled(tmp_path, {}), {"a.csv": [proposal()]})
    (tmp_path / "rules/catatan.docx").write_text("")
    for command in (("run", 2028, "--direct"), ("rules", "check"), ("doctor",)):
        answer = door(*command, "--data", tmp_path)
        assert (answer.code, "«rules/catatan.docx»" in answer.out) == (0, True), answer.out
