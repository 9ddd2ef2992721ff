"""Malicious files of every published class, made in memory and never loaded: each with the name it
would bear and the least that has to be said of it.
"""
# ruff: noqa: E501  # an attack a line reads as a table

import base64
import gzip
import json
import struct
import zlib
from collections.abc import Iterator

from harm import archives as a
from harm import pickles as p

DANGEROUS, RUNS, OPEN = "dangerous", "runs-code", "incomplete"
Attack = tuple[str, str, bytes, str]
"""A name for the test, the file's name, its bytes, and the outcome."""
EVIL = p.pickle(p.attack())
_CALLABLES = (
    ("os", "system"), ("posix", "system"), ("nt", "system"), ("os", "popen"), ("os", "execv"),
    ("subprocess", "Popen"), ("subprocess", "check_output"), ("subprocess", "run"),
    ("builtins", "eval"), ("builtins", "exec"), ("builtins", "compile"), ("builtins", "open"),
    ("builtins", "__import__"), ("builtins", "getattr"), ("__builtin__", "eval"),
    ("__builtin__", "execfile"), ("commands", "getoutput"), ("importlib", "import_module"),
    ("runpy", "_run_code"), ("runpy", "run_path"), ("socket", "create_connection"),
    ("socket", "socket"), ("urllib.request", "urlopen"), ("urllib2", "urlopen"),
    ("requests", "get"), ("requests.api", "get"), ("http.client", "HTTPSConnection"),
    ("ctypes", "CDLL"), ("ctypes.util", "find_library"), ("shutil", "rmtree"), ("shutil", "copy"),
    ("webbrowser", "open"), ("pty", "spawn"), ("code", "InteractiveInterpreter"), ("codeop", "compile_command"),
    ("pickle", "loads"), ("_pickle", "loads"), ("cPickle", "loads"), ("marshal", "loads"),
    ("types", "FunctionType"), ("types", "CodeType"), ("operator", "attrgetter"),
    ("operator", "methodcaller"), ("functools", "reduce"), ("numpy", "load"),
    ("numpy.testing._private.utils", "runstring"), ("numpy", "fromfile"), ("torch.hub", "load"),
    ("torch", "load"), ("torch.jit", "load"), ("torch.serialization", "load"),
    ("torch.utils.cpp_extension", "load_inline"), ("pip", "main"), ("pip._internal", "main"),
    ("bdb", "Bdb.run"), ("pdb", "run"), ("timeit", "timeit"), ("cProfile", "run"), ("profile", "run"),
    ("asyncio", "create_subprocess_shell"), ("asyncio.unix_events", "_UnixSubprocessTransport._start"),
    ("multiprocessing.util", "spawnv_passfds"), ("tempfile", "NamedTemporaryFile"),
    ("pathlib", "Path.write_text"), ("logging.config", "_resolve"), ("logging", "FileHandler"),
    ("pydoc", "pipepager"), ("venv", "create"), ("doctest", "debug_script"), ("idlelib.autocomplete", "AutoComplete.get_entity"),
    ("idlelib.pyshell", "ModifiedInterpreter.runcode"), ("lib2to3.pgen2.grammar", "Grammar.loads"),
    ("trace", "Trace.run"), ("ensurepip", "_run_pip"), ("distutils.spawn", "spawn"),
    ("sys", "modules"), ("os.path", "exists"), ("posixpath", "os.system"), ("torch.serialization", "os.system"),
    ("six.moves.builtins", "exec"), ("pandas", "eval"), ("pandas.io.pickle", "read_pickle"),
    ("joblib", "load"), ("dill", "loads"), ("_posixsubprocess", "fork_exec"), ("gc", "get_objects"),
    ("zipimport", "zipimporter.load_module"), ("linecache", "getlines"), ("smtplib", "SMTP"),
    ("ftplib", "FTP"), ("xmlrpc.client", "ServerProxy"), ("sqlite3", "connect"), ("signal", "raise_signal"),
    ("threading", "Thread"), ("concurrent.futures", "ThreadPoolExecutor"), ("mylib.shell", "system"),
    ("numpy.f2py.crackfortran", "getlincoef"), ("aiohttp", "request"), ("copyreg", "add_extension"),
    ("builtins", "map"), ("builtins", "setattr"), ("io", "open"), ("codecs", "open"),
    ("platform", "popen"), ("site", "main"), ("atexit", "register"), ("inspect", "getsource"),
)  # fmt: skip


def every() -> Iterator[Attack]:
    """All of them."""
    for module, name in _CALLABLES:
        yield f"calls {module}.{name}", "model.pkl", p.pickle(p.attack(module, name)), DANGEROUS
    yield from _written_otherwise()
    yield from _hidden_in_pickles()
    yield from _wrapped()
    yield from _zip_tricks()
    yield from _tar_tricks()
    yield from _tensors()
    yield from _graphs()
    yield from _templates()
    yield from _masquerades()


def _written_otherwise() -> Iterator[Attack]:
    """The same call in every way that pickles have to say it."""
    line, arguments = p.by_line("os", "system"), b"(S'echo inert'\ntR"
    for name, data in {
        "protocol 0": line + arguments + b".",
        "protocol 1": line + b"(U\x0aecho inerttR.",
        "protocol 2": b"\x80\x02" + line + b"X\x04\0\0\0echo\x85R.",
        "INST": b"(S'echo inert'\nios\nsystem\n.",
        "OBJ": b"(" + line + b"S'echo inert'\no.",
        "NEWOBJ": p.pickle(p.named("os", "system") + p.text("echo") + b"\x85\x81"),
        "NEWOBJ_EX": p.pickle(p.named("os", "system") + p.text("echo") + b"\x85}\x92"),
        "a name from the memo": p.pickle(
            p.text("system")
            + b"\x94"
            + p.text("os")
            + b"\x94"
            + b"00h\x01h\x00\x93"
            + p.text("x")
            + b"\x85R"
        ),
        "a name from a far entry": p.pickle(
            p.text("os")
            + b"r\xff\0\0\0"
            + p.text("system")
            + b"j\xff\0\0\0"
            + b"\x8c\x06system\x93"
            + p.text("x")
            + b"\x85R"
        ),
        "an escaped name": b"\x80\x04S'o\\x73'\nS'sys\\x74em'\n\x93S'x'\n\x85R.",
        "a unicode name": b"\x80\x04V\\u006fs\nV\\u0073ystem\n\x93S'x'\n\x85R.",
        "a long name": b"\x80\x04\x8d"
        + struct.pack("<Q", 2)
        + b"os"
        + p.text("system")
        + b"\x93N\x85R.",
        "an extension": b"\x80\x02\x82\x01(tR.",
        "a wide extension": b"\x80\x02\x84\x01\x02\x03\x04(tR.",
        "a name put together": p.pickle(
            p.call(p.named("operator", "concat"), p.text("o"), p.text("s"))
            + p.text("system")
            + b"\x93"
            + p.text("x")
            + b"\x85R"
        ),
        "a name encoded": p.pickle(
            p.call(p.named("_codecs", "encode"), p.text("bf"), p.text("rot13"))
            + p.text("flfgrz")
            + b"\x93N\x85R"
        ),
        "a call of data": p.pickle(p.call(p.named("collections", "OrderedDict")) + b")R"),
        "nothing but a name": p.pickle(p.named("os", "system")),
        "a callback of a dict": p.pickle(
            p.call(p.named("collections", "defaultdict"), p.named("os", "getcwd"))
        ),
        "a partial": p.pickle(
            p.call(p.named("functools", "partial"), p.named("os", "system"), p.text("x"))
        ),
        "a class's attributes": p.pickle(
            p.named("collections", "OrderedDict") + b"}" + p.text("__init__") + b"Nsb"
        ),
        "items of a global": p.pickle(p.named("mylib", "REGISTRY") + p.text("a") + b"Ns"),
        "a getter by name": p.pickle(
            p.call(p.named("builtins", "getattr"), p.named("os", "path"), p.text("os"))
        ),
        "a getter of inner names": p.pickle(
            p.call(
                p.named("builtins", "getattr"),
                p.named("collections", "OrderedDict"),
                p.text("__subclasses__"),
            )
        ),
        "inner names": p.pickle(p.named("collections", "OrderedDict.__init__.__globals__")),
        "a broken end": p.pickle(p.attack())[:-1] + b"\xff\xff",
        "no end": b"\x80\x04" + p.attack(),
        "an underflow behind it": b"\x80\x04" + p.attack() + b"RRRR.",
        "a leading POP": b"\x80\x04N0" + p.attack() + b".",
    }.items():
        yield f"written by {name}", "model.pkl", data, DANGEROUS


def _hidden_in_pickles() -> Iterator[Attack]:
    harmless = p.pickle(b"}")
    inner = b"B" + struct.pack("<I", len(EVIL)) + EVIL
    padding = b"}" + b"".join(b"K" + bytes([n % 256]) + b"0" for n in range(5000)) + b"0"
    straddled = b"}X" + struct.pack("<I", 12) + b"x" * 12 + b"0"
    nested = (
        b"\x80\x04\x95"
        + struct.pack("<Q", 40)
        + b"}\x95"
        + struct.pack("<Q", 10)
        + p.attack()
        + b"."
    )
    doubled = b"(" + b"NN\x86" + b"2\x86" * 60 + b"t"
    lists = b"]\x94" + b"".join(b"](h%bh%be\x94" % (bytes([n]), bytes([n])) for n in range(60))
    for name, data, outcome in (
        ("a second pickle", harmless + EVIL, DANGEROUS),
        ("a third pickle", harmless * 2 + EVIL, DANGEROUS),
        ("an old second pickle", harmless + b"cos\nsystem\n(S'x'\ntR.", DANGEROUS),
        ("bytes behind gzip", gzip.compress(harmless) + EVIL, OPEN),
        ("bytes behind", harmless + b"\xfe\xfd" * 40, OPEN),
        ("a pickle in bytes", p.pickle(b"}" + p.text("b") + inner + b"s"), DANGEROUS),
        ("a pickle in a storage", p.pickle(p.call(p.named("torch.storage", "_load_from_bytes"), inner)), DANGEROUS),
        ("much padding", p.pickle(padding + p.attack()), DANGEROUS),
        ("an opcode over a frame's end", p.framed(straddled + p.attack(), 5), DANGEROUS),
        ("a frame in a frame", nested, DANGEROUS),
        ("an end inside a frame", p.framed(b"}", 6) + b"xxxx", DANGEROUS),
        ("doubling tuples", p.pickle(doubled), DANGEROUS),
        ("doubling lists", p.pickle(b"(" + lists + b"t"), DANGEROUS),
        ("a huge memo", p.pickle(b"Nr\xff\xff\xff\x7f"), DANGEROUS),
        ("a huge value", b"\x80\x05\x96" + struct.pack("<Q", 1 << 40) + b"x", DANGEROUS),
        ("a protocol in the middle", p.pickle(b"N0\x80\x02N"), DANGEROUS),
        ("a protocol that does not exist", b"\x80\x09" + p.attack() + b".", DANGEROUS),
        ("bytecode of cloudpickle", p.pickle(
            p.call(p.named("cloudpickle.cloudpickle", "_make_function"), p.text("os"), p.text("system"))
        ), DANGEROUS),
        ("a persistent id", p.pickle(p.text("x") + b"Q"), RUNS),
        ("a class of nobody", p.pickle(p.named("mylib.models", "Net") + b")\x81"), RUNS),
    ):  # fmt: skip
        yield f"hides {name}", "model.pkl", data, outcome


def _wrapped() -> Iterator[Attack]:
    """A bad pickle in what is around pickles."""
    legacy = (
        p.pickle(b"\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19", 2)
        + p.pickle(b"M\xe9\x03", 2)
        + p.pickle(b"}", 2)
    )
    for name, file, data in (
        ("a checkpoint", "model.pt", a.torch(EVIL)),
        ("a packed checkpoint", "model.pt", a.zipped({"x/data.pkl": EVIL, "x/version": b"3"}, packed=True)),
        ("an old checkpoint", "model.pth", legacy + EVIL + p.pickle(b"]", 2)),
        ("an old checkpoint's head", "model.pth", legacy[:17] + EVIL + p.pickle(b"]", 2)),
        ("another member", "model.pt", a.torch(p.pickle(b"}"), archive__extra__x=EVIL)),
        ("constants", "model.pt", a.torch(p.pickle(b"}"), archive__constants__pkl=EVIL)),
        ("a storage", "model.pt", a.torch(p.pickle(b"}"), archive__data__1=EVIL)),
        ("arrays of objects", "x.npy", a.npy("'|O'", EVIL)),
        ("records with objects", "x.npy", a.npy("[('a', '<f4'), ('b', '|O')]", EVIL)),
        ("an archive of objects", "x.npz", a.zipped({"x.npy": a.npy("'|O'", EVIL)}, packed=True)),
        ("an array of joblib", "x.joblib", _joblib(EVIL[2:-1])),
        ("gzip", "x.pkl.gz", gzip.compress(EVIL)),
        ("zlib", "x.joblib", zlib.compress(EVIL)),
        ("joblib's old compression", "x.pkl", b"ZF" + hex(len(EVIL)).encode().ljust(19) + zlib.compress(EVIL)),
        ("a damaged checkpoint", "x.pt", a.torch(EVIL)[:-40]),
        ("a TorchScript program", "x.pt", a.zipped({"m/code/a.py": b"ops.aten.from_file(x)\n", "m/data.pkl": p.pickle(b"}")})),
        ("gzip in gzip", "x.pkl", gzip.compress(gzip.compress(EVIL))),
        ("a zip in a zip", "x.zip", a.zipped({"a.zip": a.zipped({"b.pt": a.torch(EVIL)})})),
        ("a tar", "x.tar", a.tarred({"model.pkl": EVIL})),
        ("an old tar checkpoint", "x.pt", a.tarred({"storages": b"\x80\x02.", "pickle": EVIL})),
        ("a packed tar", "x.tar.gz", gzip.compress(a.tarred({"model.pkl": EVIL}))),
        ("a wheel", "x.whl", a.zipped({"m/model.pkl": EVIL, "m-1.dist-info/WHEEL": b"x"})),
        ("a NeMo archive", "x.nemo", a.tarred({"./model_weights.ckpt": a.torch(EVIL)})),
        *((f"the name {name}", name, EVIL) for name in (
            "model.safetensors", "model.gguf", "model.onnx", "model.h5", "weights.bin", "config.json",
            "README.md", "image.png", "data.csv", "model.keras", "vocab.txt", "noname", "x.npy", "x.dat",
        )),
    ):  # fmt: skip
        yield f"lies in {name}", file, data, DANGEROUS


def _joblib(then: bytes) -> bytes:
    """A pickle with a raw array of four numbers between its opcodes, and something behind it."""
    dtype = p.call(p.named("numpy", "dtype"), p.text("f8"))
    state = b"}(" + p.text("shape") + b"K\x04\x85" + p.text("dtype") + dtype + b"u"
    wrapper = p.named("joblib.numpy_pickle", "NumpyArrayWrapper") + b")\x81"
    return b"\x80\x04" + wrapper + state + b"b" + b"." * 32 + b"0" + then + b"."


def _zip_tricks() -> Iterator[Attack]:
    good, m = p.pickle(b"}"), a.member
    evil = m("x/data.pkl", EVIL)
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(bytes(1 << 20)) + bomb.flush()
    for name, data, outcome in (
        ("names that differ", a.built(m("x/data.txt", EVIL, "x/data.pkl")), DANGEROUS),
        ("a member twice", a.built(m("x/data.pkl", good), evil), DANGEROUS),
        ("a member that is not listed", a.built(m("x/data.pkl", good), hidden=evil[0]), DANGEROUS),
        ("a prefix", a.built(evil, prefix=b"GIF89a" + bytes(64)), DANGEROUS),
        (
            "a prefix over a good one",
            a.built(m("x/a.txt", b"hello"), prefix=b"\x00" * 64),
            DANGEROUS,
        ),
        ("a wrong checksum", a.built(m("x/data.pkl", EVIL, crc=1)), DANGEROUS),
        ("a wrong checksum of good data", a.built(m("x/data.pkl", good, crc=1)), OPEN),
        ("a false mark of encryption", a.built(m("x/data.pkl", EVIL, flags=(1, 1))), DANGEROUS),
        ("a mark in one header", a.built(m("x/data.pkl", good, flags=(0, 1))), DANGEROUS),
        ("a way out", a.zipped({"../../etc/cron.d/x": b"hello"}), DANGEROUS),
        ("an absolute path", a.zipped({"/etc/x": b"hello"}), DANGEROUS),
        ("a way out with backslashes", a.built(m("..\\..\\x", b"hello")), DANGEROUS),
        ("a drive", a.built(m("C:/x", b"hello")), DANGEROUS),
        ("a link", a.built(m("x/link", b"/etc/passwd", mode=0o120777)), DANGEROUS),
        ("a bomb", a.built(m("x/a", packed, method=8, sizes=(len(packed), 1 << 30))), DANGEROUS),
        ("another length", a.built(m("x/data.pkl", good, sizes=(9, 9))), DANGEROUS),
        ("bytes behind the directory", a.built(m("x/a.txt", b"hello")) + b"behind", DANGEROUS),
        ("two directories", a.built(evil) + a.built(m("x/a.txt", b"hello")), DANGEROUS),
        ("a method nobody reads", a.built(m("x/data.pkl", EVIL, method=99)), OPEN),
        ("a cut end", a.built(evil)[:-30], DANGEROUS),
    ):
        yield f"a zip with {name}", "model.pt", data, outcome
    one, two = evil, m("y/data.pkl", good)
    overlapping = bytearray(a.built(one, two))
    place = bytes(overlapping).rfind(b"PK\1\2")
    overlapping[place + 42 : place + 46] = bytes(4)
    yield "a zip with overlapping members", "model.pt", bytes(overlapping), DANGEROUS


def _tar_tricks() -> Iterator[Attack]:
    for name, data in (
        ("a way out", a.tarred({"../x": b"hello"})),
        ("an absolute path", a.tarred({"/etc/x": b"hello"})),
        ("a link out", a.tarred({}, links={"x": "../../etc/passwd"})),
        ("an absolute link", a.tarred({}, links={"x": "/etc/passwd"})),
        ("a link first", a.tarred({"a/b": b"x"}, links={"d/e": "../../f"})),
    ):
        yield f"a tar with {name}", "release.tar", data, DANGEROUS


def _tensors() -> Iterator[Attack]:
    def tensor(
        start: int, end: int, shape: object = None, kind: str = "U8", **more: object
    ) -> object:
        return {
            "dtype": kind,
            "shape": shape or [end - start],
            "data_offsets": [start, end],
            **more,
        }

    one = {"a": tensor(0, 4)}
    for name, data, outcome in (
        ("overlapping tensors", a.safetensors({"a": tensor(0, 4), "b": tensor(2, 6)}, bytes(6)), DANGEROUS),
        ("a gap", a.safetensors({"a": tensor(0, 4), "b": tensor(8, 12)}, bytes(12)), DANGEROUS),
        ("bytes behind", a.safetensors(one, bytes(4) + EVIL), DANGEROUS),
        ("an archive behind", a.safetensors(one, bytes(4)) + a.torch(EVIL), DANGEROUS),
        ("a wrong length", a.safetensors({"a": tensor(0, 4, [9])}, bytes(4)), DANGEROUS),
        ("an overflowing shape", a.safetensors({"a": tensor(0, 4, [1 << 62, 1 << 62])}, bytes(4)), DANGEROUS),
        ("a negative offset", a.safetensors({"a": tensor(-4, 0, [4])}, bytes(4)), DANGEROUS),
        ("a fraction", a.safetensors({"a": tensor(0, 4, [4.0])}, bytes(4)), DANGEROUS),
        ("an unknown type", a.safetensors({"a": tensor(0, 4, kind="OBJ")}, bytes(4)), DANGEROUS),
        ("another field", a.safetensors({"a": tensor(0, 4, run="x")}, bytes(4)), DANGEROUS),
        ("a name twice", a.safetensors(0, bytes(8), text=json.dumps(one).encode()[:-1] + b"," + json.dumps({"a": tensor(4, 8)}).encode()[1:]), DANGEROUS),
        ("a huge header", struct.pack("<Q", 1 << 62) + b"{}", DANGEROUS),
        ("no end", a.safetensors(one, bytes(2)), OPEN),
        ("no JSON", a.safetensors(0, text=b'{"a": '), OPEN),
    ):  # fmt: skip
        yield f"safetensors with {name}", "model.safetensors", data, outcome
    for name, counts in (("values", (0, 1 << 60)), ("tensors", (1 << 62, 0))):
        yield f"GGUF that claims {name}", "model.gguf", a.gguf({}, counts=counts), DANGEROUS
    huge = a.gguf({}, counts=(0, 1)) + struct.pack("<Q", (1 << 64) - 16) + b"abc"
    yield "GGUF with a text that overflows", "model.gguf", huge, DANGEROUS
    yield "GGUF that is cut", "model.gguf", a.gguf({"a": "b"})[:-3], OPEN
    index = json.dumps({"weight_map": {"a": "../../secret.safetensors"}}).encode()
    yield "an index that leads out", "model.safetensors.index.json", index, DANGEROUS


def _graphs() -> Iterator[Attack]:
    m = a.message
    node = lambda op, **k: m((1, b"n"), (2, op.encode()))  # noqa: E731, ARG005  # a name for a line
    for operation in ("ReadFile", "WriteFile", "PyFunc", "MatchingFiles", "EagerPyFunc"):
        graph = m((1, node("Const")), (1, node(operation)))
        saved = m((1, 1), (2, m((2, graph))))
        yield f"a SavedModel with {operation}", "saved_model.pb", saved, DANGEROUS
        yield f"a frozen graph with {operation}", "frozen.pb", graph, DANGEROUS
    function = m((1, node("Const")), (2, m((1, m((3, node("WriteFile")))))))
    yield "a function that writes", "frozen.pb", function, DANGEROUS
    yield "a graph as text", "graph.pbtxt", b'node { name: "a" op: "WriteFile" }', DANGEROUS
    for name, place in (("a way out", b"../../etc/passwd"), ("an absolute path", b"/etc/passwd")):
        location = m((1, b"location"), (2, place))
        graph = m((1, m((4, b"Add"))), (5, m((8, b"w"), (13, location), (14, 1))))
        yield f"ONNX with {name}", "model.onnx", m((1, 8), (7, graph)), DANGEROUS
    for domain, outcome in ((b"my.ops", RUNS), (b"ai.onnx.contrib", DANGEROUS)):
        operator = b"PyOp" if outcome == DANGEROUS else b"Foo"
        data = m((1, 8), (7, m((1, m((4, operator), (7, domain))))))
        yield f"ONNX with {domain.decode()}", "model.onnx", data, outcome
    yield from _layers()
    yield "msgpack with an extension", "flax.msgpack", b"\x81\xa1a\xd4\x63x", RUNS
    operator = lambda kind: m((1, m((1, 0), (2, 0), (4, m((3, kind))), (4, m((3, b"feed"))))))  # noqa: E731  # as above
    yield "Paddle that calls Python", "m.pdmodel", operator(b"py_func"), DANGEROUS
    custom = m((1, 4), (2, m((1, b""))), (500, m((1, m((1, b"n"), (500, m((10, b"Mine"))))))))
    yield "Core ML with a class", "m.mlmodel", custom, RUNS
    linked = m((1, 4), (2, m((1, b""))), (556, m((1, b"x"))))
    yield "Core ML with a link", "m.mlmodel", linked, DANGEROUS
    flex = b"\x1c\0\0\0TFL3" + bytes(24) + b"FlexWriteFile\0" + bytes(8)
    yield "TensorFlow Lite that writes", "model.tflite", flex, DANGEROUS


def _layers() -> Iterator[Attack]:
    code = base64.b64encode(
        b"\xe3" + bytes(24) + b"\xda\x02os\xda\x06system\xda\x08<lambda>"
    ).decode()
    plain = base64.b64encode(b"\xe3" + bytes(24) + b"\xda\x01x\xda\x08<lambda>" + bytes(8)).decode()
    layers = {
        "a Lambda": ({"class_name": "Lambda", "config": {"function": [code, None, None]}}, DANGEROUS),
        "a plain Lambda": ({"class_name": "Lambda", "config": {"function": [plain, None, None]}}, RUNS),
        "a new Lambda": ({"module": "keras.layers", "class_name": "Lambda", "config": {"function": {
            "class_name": "__lambda__", "config": {"code": code}}}}, DANGEROUS),
        "a module": ({"module": "os", "class_name": "system", "config": "echo"}, DANGEROUS),
        "a function": ({"module": "builtins", "class_name": "function", "config": "eval"}, DANGEROUS),
        "a downloader": ({"module": "keras.utils", "class_name": "function", "config": "get_file"}, DANGEROUS),
        "a vocabulary": ({"module": "keras.layers", "class_name": "StringLookup", "config": {
            "vocabulary": "/etc/passwd"}}, DANGEROUS),
        "a SavedModel layer": ({"module": "keras.layers", "class_name": "TFSMLayer", "config": {
            "filepath": "x"}}, DANGEROUS),
        "its own class": ({"module": "mylib.layers", "class_name": "Thing", "config": {}}, RUNS),
    }  # fmt: skip
    for name, (layer, outcome) in layers.items():
        model = {"class_name": "Sequential", "config": {"layers": [layer]}}
        text = json.dumps(model).encode()
        keras = a.zipped(
            {"config.json": text, "metadata.json": b"{}", "model.weights.h5": b"\x89HDF\r\n\x1a\n"}
        )
        yield f"Keras with {name}", "model.keras", keras, outcome
        yield (
            f"HDF5 with {name}",
            "model.h5",
            b"\x89HDF\r\n\x1a\n" + bytes(200) + text + bytes(99),
            outcome,
        )
    schema = {"__class__": "Popen", "__module__": "subprocess", "__loader__": "ObjectNode"}
    yield (
        "skops with a program",
        "m.skops",
        a.zipped({"schema.json": json.dumps(schema).encode()}),
        DANGEROUS,
    )


def _templates() -> Iterator[Attack]:
    for name, template in {
        "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "subclasses": "{{ ''['__class__'].__mro__[1].__subclasses__() }}",
        "a filter": "{{ messages|attr('__class__') }}",
        "a name put together": "{{ messages['__cla' ~ 'ss__'] }}",
        "an escaped name": "{{ messages['\\x5f\\x5fclass\\x5f\\x5f'] }}",
        "a format": "{{ '{0.__class__.__init__}'.format(messages) }}",
        "another template": "{% include '/etc/passwd' %}",
        "an import": "{% import 'x' as y %}",
        "a long way": "{% for i in range(10000000000) %}x{% endfor %}",
        "an attribute of a map": "{{ messages|map(attribute='__class__')|list }}",
    }.items():
        config = json.dumps({"chat_template": template}).encode()
        yield f"a tokenizer with {name}", "tokenizer_config.json", config, DANGEROUS
        yield (
            f"GGUF with {name}",
            "m.gguf",
            a.gguf({"tokenizer.chat_template": template}),
            DANGEROUS,
        )
        yield f"a template with {name}", "chat_template.jinja", template.encode(), DANGEROUS
    several = json.dumps(
        {"chat_template": [{"name": "a", "template": "{{ x.__class__ }}"}]}
    ).encode()
    yield "a tokenizer with several templates", "tokenizer_config.json", several, DANGEROUS


def _masquerades() -> Iterator[Attack]:
    elf = b"\x7fELF\x02\x01\x01" + bytes(60)
    png = b"\x89PNG\r\n\x1a\n" + bytes(99)
    xml = b'<?xml version="1.0"?><!DOCTYPE a [%s]><a>&x;</a>'
    laughs = b'<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    r = b"X\n\0\0\0\2\0\4\5\0\0\2\3\0\0\0\0\5\0\0\0\xfd\0\0\0\xfe\0\0\0\xfe"
    native = b"B\n\2\0\0\0\3\4\4\0\0\3\2\0\5\0\0\0\xfd\0\0\0\xfe\0\0\0\xfe\0\0\0"
    coded = json.dumps({"policy": base64.b64encode(EVIL).decode()}).encode()
    for name, file, data, outcome in (
        ("a pickle in an image", "logo.png", png + EVIL + png, DANGEROUS),
        ("a pickle in metadata", "m.gguf", a.gguf({"x": "cos\nsystem\n(S'x'\ntR."}), DANGEROUS),
        ("a pickle as base64", "data.json", coded, DANGEROUS),
        ("a program as weights", "weights.bin", elf, DANGEROUS),
        ("a program as an image", "logo.png", elf, DANGEROUS),
        ("a Windows program", "vocab.txt", b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0", DANGEROUS),
        ("a Mac program", "model.onnx", b"\xcf\xfa\xed\xfe" + bytes(40), DANGEROUS),
        ("a library", "kernel.so", elf, RUNS),
        ("a script as weights", "weights.bin", b"#!/bin/sh\necho inert\n", DANGEROUS),
        ("a script as text", "notes.txt", b"#!/usr/bin/env python3\nprint()\n", DANGEROUS),
        ("a script", "run.sh", b"#!/bin/sh\necho inert\n", RUNS),
        ("an archive behind an image", "logo.png", png + a.torch(EVIL), DANGEROUS),
        (
            "a harmless archive behind an image",
            "logo.png",
            png + a.zipped({"a.txt": b"x"}),
            DANGEROUS,
        ),
        (
            "an entity that reads",
            "m.pmml",
            xml % b'<!ENTITY x SYSTEM "file:///etc/passwd">',
            DANGEROUS,
        ),
        (
            "an entity that fetches",
            "m.xml",
            xml % b'<!ENTITY % x SYSTEM "http://x.invalid/">',
            DANGEROUS,
        ),
        ("entities that multiply", "m.pmml", xml % laughs, DANGEROUS),
        ("a path configuration", "model.pth", b"import os; print('inert')\n", DANGEROUS),
        ("a YAML tag", "c.yaml", b"a: !!python/object/apply:os.system ['x']\n", DANGEROUS),
        ("a promise of R", "m.rds", r, DANGEROUS),
        ("a promise of R in another order", "m.rds", native, DANGEROUS),
        ("a packed promise of R", "m.rds", gzip.compress(r), DANGEROUS),
        ("7z", "m.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), OPEN),
        ("noise", "model.pkl", bytes(range(255, 0, -1)), OPEN),
    ):
        yield f"masquerades: {name}", file, data, outcome
