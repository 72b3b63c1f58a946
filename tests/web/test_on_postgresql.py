"""The main path on PostgreSQL: a smaller run of these same tests, on a server of their own."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from preau.engines.places import Database
from tests.engines.test_postgresql import BIN, connection, server

ROOT = Path(__file__).parents[2]
MAIN_PATH = [
    "tests/identity/test_entrance.py::test_the_identifier_and_the_password_open_the_inbox",
    "tests/identity/test_entrance.py::test_eight_wrong_tries_from_one_network_make_that_person_wait_there",
    "tests/web/test_list_pages.py::test_the_newest_message_comes_first",
    "tests/web/test_list_pages.py::test_a_list_costs_the_same_queries_whatever_it_holds",
    "tests/web/test_actions.py::test_messages_go_where_they_are_sent_and_come_back",
    "tests/web/test_isolation.py::test_anothers_draft_and_its_file_answer_like_ones_that_are_not_there",
    "tests/web/test_drafts_in_two_tabs.py::test_two_tabs_the_later_save_is_refused_and_both_texts_live",
    "tests/web/test_sending.py::test_a_letter_with_a_file_is_received_by_the_other_person",
    "tests/web/test_sending.py::test_the_same_letter_is_never_sent_twice",
    "tests/web/test_sending.py::test_a_refused_letter_stays_in_drafts_with_the_reason",
    "tests/web/test_sending.py::test_whom_one_wrote_to_is_offered_the_next_time",
    "tests/absence/test_answering.py::test_a_functional_box_answers_in_its_own_name_and_nobody_for_its_reader",
    "tests/absence/test_answering.py::test_nobody_answers_for_who_was_suspended_until_they_are_back",
    "tests/web/test_later.py::test_the_worker_sends_what_is_due_by_itself",
    "tests/grace/test_waiting_mail.py::test_a_flood_on_a_full_mailbox_arrives_whole_once_there_is_room",
    "tests/mail/test_delivery.py::test_a_client_may_not_use_a_colleagues_envelope",
    "tests/mail/test_delivery.py::test_nobody_sends_as_a_box_that_was_closed",
    "tests/staff/test_moving.py::test_every_old_address_answers_with_the_new_one",
    "tests/staff/test_moving.py::test_the_mail_left_behind_is_read_from_the_new_account",
    "tests/staff/test_importing.py::test_who_changes_name_has_a_new_address_and_keeps_the_old_one_for_life",
    "tests/staff/test_days.py::test_a_post_ends_after_its_last_day_with_all_its_rights",
    "tests/staff/test_scim.py::test_a_patch_changes_the_name_the_posts_and_the_state",
    "tests/console/test_forecast.py::test_two_weeks_are_told_a_day_each_today_first",
    "tests/console/test_forecast.py::test_who_is_to_come_stands_with_their_school",
    "tests/clients/test_imap.py::test_a_device_password_taken_back_stops_working_at_once",
    "tests/identity/test_devices_cut_off.py::test_whatever_ends_the_right_ends_the_session",
    "tests/files/test_heavy_letters.py::test_the_same_octets_are_kept_once_until_nobody_needs_them",
    "tests/files/test_heavy_letters.py::test_nobody_sees_or_changes_anothers_links",
    "tests/files/test_uploads.py::test_what_nobody_goes_on_sending_is_thrown_away",
    "tests/files/test_detaching.py::test_the_date_stays_and_the_original_comes_back",
    "tests/web/test_mailings.py::test_each_line_receives_its_own_letter_and_sees_no_other_address",
    "tests/web/test_mailings.py::test_a_mailing_is_stopped_taken_up_again_and_ended",
    "tests/web/test_mailings.py::test_a_copy_whose_worker_died_is_told_and_never_sent_again",
    "tests/web/test_wordings.py::test_a_functional_box_shares_its_templates_and_nobody_else_sees_them",
    "tests/filters/test_forwarding_bounds.py::test_nor_what_came_to_a_part_of_an_address",
    "tests/filters/test_forwarding_bounds.py::test_to_a_listed_domain_it_goes",
    "tests/filters/test_filters_running.py::test_a_message_says_which_rule_moved_it_later_on",
    "tests/identity/test_devices_cut_off.py::test_a_device_that_may_no_longer_send_sends_no_other_letter",
]


@pytest.mark.skipif(not (BIN / "initdb").exists(), reason="PostgreSQL 15 is not installed.")
@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can start a server as postgres.")
@pytest.mark.skipif("PREAU_TEST_DATABASE" in os.environ, reason="This run is the smaller one.")
def test_the_main_path_holds_on_postgresql() -> None:
    with server() as started:
        with connection(started) as line:
            line.autocommit = True
            line.execute("CREATE DATABASE preau")
        database = replace(started, name="preau")
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--tb=short", *MAIN_PATH],
            env={**surroundings(), "PREAU_TEST_DATABASE": url(database)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


def surroundings() -> dict[str, str]:
    """Ours, without what this run said of itself: the other has an installation of its own."""
    own = ("PREAU_", "DJANGO_", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def url(database: Database) -> str:
    who = f"{quote(database.user, safe='')}:{quote(database.password, safe='')}"
    return f"postgresql://{who}@{database.host}:{database.port}/{database.name}"
