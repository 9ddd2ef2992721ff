"""A decision as JUnit XML: a test case for each demand; whatever is not shown is a failure."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from weighbridge.findings import Outcome
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._words import prose
from weighbridge.formats._xml import clean
from weighbridge.verdicts.gate import Gate, RuleVerdict
from weighbridge.verdicts.gate_problems import reasons
from weighbridge.verdicts.report import Report

TITLE = "JUnit XML, for the test reports of continuous integration"
UTF_8 = True


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a suite; the ratchet is a case of its own."""
    root = Element("testsuites", {"name": "weighbridge gate"})
    suite = SubElement(root, "testsuite", {"name": _words(f"{gate.policy} {gate.stage}")})
    failed = [_case(suite, gate, rule) for rule in gate.rules].count("failure")
    if gate.weaker:
        failed += _ratchet(suite, gate)
    if not failed and not gate.is_open:
        failed += _undecided(suite, gate)
    cases = suite.findall("testcase")
    skipped = sum(case.find("skipped") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failed, "errors": 0, "skipped": skipped}
    for name, count in counts.items():
        suite.set(name, str(count))
        root.set(name, str(count))
    suite.set("timestamp", _words(f"{gate.as_of}T00:00:00"))
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: Element, gate: Gate, rule: RuleVerdict) -> str:
    """One demand; gives the kind of its element, empty for none."""
    case = _named(suite, gate, rule.title)
    if rule.outcome is Outcome.PASS:
        return ""
    if rule.outcome is Outcome.NOT_APPLICABLE:
        SubElement(case, "skipped", {"message": "Its condition does not hold."})
        return "skipped"
    told = reasons(rule)
    kind = {"type": rule.severity.value, "message": _words(told[0] if told else rule.title)}
    element = SubElement(case, "failure", kind)
    element.text = "\n".join(map(_words, told))
    return "failure"


def _ratchet(suite: Element, gate: Gate) -> bool:
    """The ratchet, which fails the suite unless the policy only warns."""
    case = _named(suite, gate, "The policy is not weaker than that of the last release")
    text = "\n".join(map(_words, gate.weaker))
    if gate.is_open:
        SubElement(case, "system-out").text = text
        return False
    SubElement(case, "failure", {"message": _words(gate.weaker[0])}).text = text
    return True


def _undecided(suite: Element, gate: Gate) -> bool:
    case = _named(suite, gate, "Some demand applies")
    SubElement(case, "failure", {"message": "No demand of the policy applies, so none holds."})
    return True


def _named(suite: Element, gate: Gate, title: str) -> Element:
    names = {"classname": _words(f"weighbridge.gate.{gate.policy}"), "name": _words(title)}
    return SubElement(suite, "testcase", names | {"time": "0"})


def _words(text: str) -> str:
    return clean(prose(text))
