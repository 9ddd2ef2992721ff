"""The opcodes of Python's pickles: how long each is, and what kind of thing it does.

Source: Python 3.14 `pickletools`, opcodes of protocols 0 to 5; PEP 307, PEP 3154, PEP 574.
"""

MARK, STOP, POP, POP_MARK, DUP = b"(.012"
REDUCE, BUILD, OBJ, INST, GLOBAL = b"Rboic"
PERSID, BINPERSID = b"PQ"
APPEND, APPENDS, LIST, EMPTY_LIST = b"ael]"
SETITEM, SETITEMS, DICT, EMPTY_DICT = b"sud}"
TUPLE, EMPTY_TUPLE = b"t)"
GET, BINGET, LONG_BINGET, PUT, BINPUT, LONG_BINPUT = b"ghjpqr"
PROTO, NEWOBJ, EXT1, EXT2, EXT4 = 0x80, 0x81, 0x82, 0x83, 0x84
TUPLE1, TUPLE2, TUPLE3 = 0x85, 0x86, 0x87
SHORT_BINUNICODE, BINUNICODE = 0x8C, ord("X")
EMPTY_SET, ADDITEMS, FROZENSET, NEWOBJ_EX = 0x8F, 0x90, 0x91, 0x92
STACK_GLOBAL, MEMOIZE, FRAME = 0x93, 0x94, 0x95
NEXT_BUFFER, READONLY_BUFFER = 0x97, 0x98

INTEGERS = {ord("K"): 1, ord("M"): 2, ord("J"): 4}
"""Opcodes that push a whole number, and the bytes it takes."""
LINES = frozenset(b"FILSV")
"""Opcodes that push what the rest of the line says."""
COUNTED = {
    ord("U"): 1, ord("T"): 4, BINUNICODE: 4, SHORT_BINUNICODE: 1, 0x8D: 8,  # text
    ord("C"): 1, ord("B"): 4, 0x8E: 8, 0x96: 8,  # bytes
    0x8A: 1, 0x8B: 4,  # long numbers
}  # fmt: skip
"""Opcodes that push as many bytes as a number says, and the bytes that number takes."""
TEXTS = frozenset((*b"UTXSV", SHORT_BINUNICODE, 0x8D))
"""Opcodes that push text."""
BYTES = frozenset((*b"UTCB", 0x8E, 0x96))
"""Opcodes that push bytes, protocol 2's strings among them."""
EMPTY = frozenset((EMPTY_LIST, EMPTY_DICT, EMPTY_TUPLE, EMPTY_SET))
CLOSING = frozenset((APPENDS, SETITEMS, ADDITEMS))
"""Opcodes that put everything since the last mark into what lies below it."""
GATHERING = frozenset((LIST, DICT, TUPLE, FROZENSET))
"""Opcodes that make one thing of everything since the last mark."""
SMALL_TUPLES = {TUPLE1: 1, TUPLE2: 2, TUPLE3: 3}
CONTAINERS = frozenset((*EMPTY, *GATHERING, *SMALL_TUPLES))
CALLING = frozenset((REDUCE, NEWOBJ, NEWOBJ_EX, BINPERSID))
"""Opcodes that look into the tuple below them."""

PLAIN = bytearray(256)
"""Width of the opcodes that push a value nobody asks about; 0 for every other."""
for _opcode, _width in (*INTEGERS.items(), (ord("G"), 8), (ord("N"), 0), (0x88, 0), (0x89, 0)):
    PLAIN[_opcode] = _width + 1

FILLS = bytearray(256)
"""How many values an opcode takes from the stack to put them into what lies below; 0 for others."""
FILLS[APPEND], FILLS[SETITEM] = 1, 2
FILLING = bytearray(256)
"""1 for opcodes that push something empty, 2 for those that end its filling, 0 for others."""
for _opcode in EMPTY:
    FILLING[_opcode] = 1
for _opcode in CLOSING:
    FILLING[_opcode] = 2
TUPLE_SIZES = bytearray(256)
"""How many values a small tuple takes; 0 for other opcodes."""
TUPLE_SIZES[TUPLE1], TUPLE_SIZES[TUPLE2], TUPLE_SIZES[TUPLE3] = 1, 2, 3
LEAVING = frozenset((STOP, BUILD, REDUCE, NEWOBJ, NEWOBJ_EX, OBJ, INST, FRAME))
"""Opcodes after which the walk may stand elsewhere, or has to look closer."""
