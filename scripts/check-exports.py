#!/usr/bin/env python3
"""Reads one session's exports with the public readers of their formats and compares them with each other.

usage: check-exports.py LOG.jsonl NUMERICS.csv SESSION.vital      (needs: pip install vitaldb pandas)

The log is the ground: every number of the other two files is looked up in its entries. Exit code 1 when one is not
there, when one is missing, or when a time or a value differs.
"""
import hashlib
import importlib.metadata
import json
import math
import sys
from pathlib import Path

import pandas
import vitaldb

READINGS = ('pump.reading', 'monitor.reading')
# Track of the vital file, code in the log's numerics, column of the table.
NUMERICS = [
    ('HR', 'HR', 'HR (/min)'),
    ('PLETH_HR', 'PR', 'PR (/min)'),
    ('PLETH_SPO2', 'SpO2', 'SpO2 (%)'),
    ('RR', 'RR', 'RR (/min)'),
    ('ETCO2', 'EtCO2', 'EtCO2 (mmHg)'),
    ('BT', 'Temp', 'Temp (°C)'),
    ('NIBP_SBP', 'NIBP-sys', 'NIBP systolic (mmHg)'),
    ('NIBP_DBP', 'NIBP-dia', 'NIBP diastolic (mmHg)'),
    ('RATE', None, 'pump rate (mL/h)'),
    ('VOL', None, 'given at least (mL)'),
]
faults = []


def check(holds, words):
    if not holds:
        faults.append(words)


def strict(line):
    """JSON as the standard has it: no NaN, no key twice."""

    def pairs(found):
        keys = [key for key, _ in found]
        if len(keys) != len(set(keys)):
            raise ValueError(f'a key stands twice: {keys}')
        return dict(found)

    def constant(name):
        raise ValueError(f'{name} is not JSON')

    return json.loads(line, object_pairs_hook=pairs, parse_constant=constant)


def read_log(file):
    raw = Path(file).read_bytes()
    head, body = raw.split(b'\n', 1)
    head = strict(head)
    events = [strict(line) for line in body.decode('utf-8').splitlines()]
    check(head['entries'] == len(events), f"log: {len(events)} lines, its head says {head['entries']}")
    check(head['sha256'] == hashlib.sha256(body).hexdigest(), 'log: SHA-256 differs from its head')
    check([e['seq'] for e in events] == sorted(e['seq'] for e in events), 'log: entries out of order')
    return head, events


def logged(events, code):
    """Times and values of one numeric as the log has them; of a cuff, the moment of measurement."""
    found = {}
    for event in events:
        if event['type'] != 'monitor.reading':
            continue
        for one in event['body']['numerics']:
            if one['code'] != code or one['value'] is None:
                continue
            at = one.get('measuredAt') if code.startswith('NIBP') and one.get('measuredAt') else event['at']
            found.setdefault(round(at / 1000, 3), set()).add(round(one['value'], 6))
    return found


def main(log_file, csv_file, vital_file):
    head, events = read_log(log_file)
    table = pandas.read_csv(csv_file)
    told_table = pandas.read_csv(Path(csv_file).with_name(f'{Path(csv_file).stem}-events.csv'))
    vital = vitaldb.VitalFile(vital_file)
    tracks = {name.split('/')[-1]: track for name, track in vital.trks.items()}
    print(f"vitaldb {importlib.metadata.version('vitaldb')}, pandas {pandas.__version__}, Python {sys.version.split()[0]}")
    print(f"log: {len(events)} entries; table: {len(table)} seconds, {len(table.columns)} columns; vital: {len(vital.trks)} tracks")

    told = [event for event in events if event['type'] not in READINGS]
    texts = tracks['EVENT'].recs
    check(len(texts) == len(told) == len(told_table), 'told entries: the three files differ in number')
    for event, text, row in zip(told, texts, told_table.itertuples(index=False)):
        check(abs(text['dt'] - event['at'] / 1000) < 1e-6, f"entry {event['seq']}: time differs in the vital file")
        check(text['val'] == str(row[5]).removeprefix("'"), f"entry {event['seq']}: words differ: {text['val']!r} {row[5]!r}")
        check(row[0] == event['seq'] and row[3] == event['type'], f"entry {event['seq']}: differs in the table")

    seconds = {int(pandas.Timestamp(t).timestamp()): row for row, t in enumerate(table['time (UTC)'])}
    check(len(seconds) == len(table), 'table: a second stands twice')
    check(list(seconds) == list(range(min(seconds), max(seconds) + 1)), 'table: a second is missing')
    for name, code, column in NUMERICS:
        recs = tracks[name].recs
        last = {math.floor(rec['dt']): rec['val'] for rec in recs}
        values = table[column]
        filled = values.notna().sum()
        check(filled == len(last), f'{column}: {filled} seconds in the table, {len(last)} in the vital file')
        worst = 0.0
        for second, value in last.items():
            worst = max(worst, abs(values[seconds[second]] - value))
        check(worst < 1e-6, f'{column}: differs by {worst} from the vital file')
        note = ''
        if code is not None:
            known = logged(events, code)
            strange = [r for r in recs if round(r['val'], 6) not in known.get(round(r['dt'], 3), ())]
            check(not strange, f'{name}: {len(strange)} of {len(recs)} records are not in the log, first {strange[:1]}')
            note = f', {len(known)} times in the log'
        print(f'{name:11} {tracks[name].unit:5} {len(recs):6} records{note}; largest difference to the table {worst:g}')

    pump = {round(e['at'] / 1000, 3): e['body'] for e in events if e['type'] == 'pump.reading'}
    strange = [r for r in tracks['VOL'].recs if round(r['dt'], 3) not in pump]
    check(not strange, f'VOL: {len(strange)} records at no reading of the pump')
    closed = [event for event in events if event['type'] == 'session.closed']
    if closed:
        given = tracks['VOL'].recs[-1]['val']
        print(f"given: {given:.4f} mL in the vital file, {closed[-1]['body']['volumeMl']} in the log")
        check(abs(given - closed[-1]['body']['volumeMl']['low']) < 0.001, 'the given volume differs from the log')
    for fault in faults[:20]:
        print('FAULT', fault)
    print('all agree' if not faults else f'{len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:4]))
