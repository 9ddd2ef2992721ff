"""JUnit XML, as test reports of continuous integration read it: one test case for each check."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from weighbridge.findings import Finding, Outcome
from weighbridge.findings.finding import overall
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._words import prose, visible
from weighbridge.patterns import lazy
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.rules import name

NAME = "junit"
TITLE = "JUnit XML, for the test reports of continuous integration"
MEDIA_TYPE = "application/xml"
STREAMS = False

_NO_CHARACTER = lazy("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) admits in no document."""
_ELEMENTS = {Outcome.FAIL: "failure", Outcome.UNKNOWN: "skipped", Outcome.NOT_APPLICABLE: "skipped"}


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a suite for each report: what is unknown or not applicable is skipped."""
    root = Element("testsuites", {"name": "weighbridge"})
    suites = [_suite(root, report) for report in reports]
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: Element, report: Report) -> Element:
    suite = SubElement(root, "testsuite", {"name": _words(f"{report.release} {report.version}")})
    by_check: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if not finding.readings or glance.SHOWN in finding.readings:
            by_check.setdefault(finding.check, []).append(finding)
    outcomes = [_case(suite, check, found) for check, found in by_check.items()]
    skipped = sum(_ELEMENTS.get(outcome) == "skipped" for outcome in outcomes)
    suite.set("tests", str(len(outcomes)))
    suite.set("failures", str(outcomes.count(Outcome.FAIL)))
    suite.set("errors", "0")
    suite.set("skipped", str(skipped))
    suite.set("timestamp", _words(f"{report.as_of}T00:00:00"))
    return suite


def _case(suite: Element, check: str, found: list[Finding]) -> Outcome:
    """The worst outcome of a check, and each finding that has it."""
    outcome = overall(found)
    names = {"classname": _words(f"weighbridge.{name(check)}"), "name": _words(check)}
    case = SubElement(suite, "testcase", names | {"time": "0"})
    if outcome not in _ELEMENTS:
        return outcome
    telling = [finding for finding in found if finding.outcome is outcome]
    element = SubElement(case, _ELEMENTS[outcome], {"message": _words(telling[0].message)})
    if outcome is Outcome.FAIL:
        element.set("type", telling[0].severity.value)
    element.text = "\n".join(_told(finding) for finding in telling)
    return outcome


def _told(finding: Finding) -> str:
    places = ", ".join(_clean(visible(at.place)) for at in finding.evidence)
    where = f" ({places})" if places else ""
    return _words(f"{finding.message}{where} {finding.remedy}")


def _words(text: str) -> str:
    return _clean(prose(text))


def _clean(text: str) -> str:
    """Text without what no XML document may hold, not even as a reference."""
    return _NO_CHARACTER.sub("\ufffd", text)
