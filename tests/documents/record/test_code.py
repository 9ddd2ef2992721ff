from conftest import Read
from weighbridge.documents.record import build


def test_code_stands_by_the_work_it_does(read: Read) -> None:
    training = b"for epoch in range(3):\n    loss.backward()\n    optimizer.step()\n"
    record = build(read({"train.py": training, "requirements.txt": b"torch==2.9\n"}))
    assert record.value("code.training") == ("train.py",)
    assert record.value("code.dependencies")[0]["pinned"] is True
