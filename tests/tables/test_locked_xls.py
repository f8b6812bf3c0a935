"""An old workbook under the default password of Excel, as yearbooks lock theirs, is read."""

import struct
from hashlib import md5

import pytest
import xlwt
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from xlwt.CompoundDoc import XlsDoc

import kejidata
from kejidata.errors import KejidataError

SALT = bytes(range(16))
BLOCK = 1024
BOUNDSHEET = 0x85
PLAIN = (0x809, 0x2F, 0xE1)
"""Records that are never encrypted: BOF, FILEPASS, INTERFACEHDR."""


def rc4(password, block):
    """Return the cipher of a block of the stream; the format's own derivation of its key."""
    short = md5(password.encode("utf-16-le")).digest()[:5]
    whole = md5((short + SALT) * 16).digest()[:5]
    key = md5(whole + struct.pack("<I", block)).digest()
    return Cipher(ARC4(key), mode=None).encryptor()


def locked(stream, password):
    """Return a stream of records encrypted under a password (RC4, BIFF8)."""
    cipher, verifier = rc4(password, 0), bytes(16)
    secret = cipher.update(verifier), cipher.update(md5(verifier).digest())
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + SALT + b"".join(secret)
    at = 4 + struct.unpack_from("<H", stream, 2)[0]
    plain = stream[:at] + filepass + stream[at:]
    size = -(-len(plain) // BLOCK)
    keys = b"".join(rc4(password, n).update(bytes(BLOCK)) for n in range(size))
    out, at = bytearray(plain), 0
    while at < len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        body = slice(at + 4, at + 4 + length)
        text = plain[body]
        if kind == BOUNDSHEET:
            # The place of the sheet moves behind what was put in, and stays readable.
            place = struct.pack("<I", struct.unpack_from("<I", text)[0] + len(filepass))
            text = place + bytes(a ^ b for a, b in zip(text[4:], keys[at + 8 :], strict=False))
        elif kind not in PLAIN:
            text = bytes(a ^ b for a, b in zip(text, keys[at + 4 :], strict=False))
        out[body] = text
        at += 4 + length
    return bytes(out)


def written(path, password):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    two = xlwt.easyxf(num_format_str="0.00")
    for row, cells in enumerate((["地区", "R&D经费(亿元)"], ["子市", 6.4], ["丑市", 7.25])):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, two)
    XlsDoc().save(str(path), locked(book.get_biff_data(), password))
    return path


def test_the_default_password_opens_and_another_one_gets_a_way_on(tmp_path):
    frame = kejidata.read_table(
        written(tmp_path / "a.xls", "VelvetSweatshop"), own=True, period=2023
    )
    assert frame["value"].tolist() == [6.4, 7.25]
    assert frame["step"].tolist() == [0.01, 0.01]
    with pytest.raises(KejidataError, match=r"(?s)password.*save it as \.xlsx"):
        kejidata.read_table(written(tmp_path / "b.xls", "geheim"), own=True, period=2023)
