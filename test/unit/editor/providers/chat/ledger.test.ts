import assert from 'node:assert/strict';
import { appendFile, mkdir, open, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { host } from '#host';
import { Spending } from '../../../../../src/core/chat/ledgerEntry';
import { Ledger } from '../../../../../src/editor/providers/chat/ledger';
import { backendAt, endpointAt } from '../../../../support/backends';
import { useTempFolder } from '../../../../support/tempFolder';

const backend = backendAt(endpointAt('https://api.example.com/v1'));
const usage = { inputTokens: 10, outputTokens: 5 };
const cost = { known: true, usd: 0.5, lines: [], checked: '2026-11-20' } as const;

describe('the ledger', () => {
  const folder = useTempFolder();
  const log = { warn: () => assert.fail('Something could not be recorded.') };
  const sumsOf = async (ledger: Ledger): Promise<Spending> => {
    const spending = new Spending(() => 'today');
    await ledger.read(spending);
    return spending;
  };

  it('keeps what several windows add, without any text of theirs', async () => {
    const place = path.join(folder.path, 'several');
    const windows = [new Ledger(place, log), new Ledger(place, log)];
    for (let i = 0; i < 20; i++) for (const each of windows) each.record(backend, 'm', { usage, cost });
    for (const each of windows) await sumsOf(each);
    const { all } = await sumsOf(new Ledger(place, log));
    assert.deepEqual(all, { answers: 40, inputTokens: 400, outputTokens: 200, usd: 20, unknown: 0 });
  });

  it('reads over what is damaged, and loses that alone', async () => {
    const place = path.join(folder.path, 'damaged');
    const ledger = new Ledger(place, log);
    ledger.record(backend, 'm', { usage, cost });
    await sumsOf(ledger);
    const [name] = await readdir(place);
    const file = path.join(place, name!);
    await appendFile(
      file,
      `{"at":1,\n\u0000\n${'x'.repeat(20_000)}\n{"at":1,"provider":"p","model":"m","usd":1}\n{"at":2`,
    );
    assert.equal((await sumsOf(ledger)).all.usd, 1.5);
    ledger.record(backend, 'm', { usage, cost });
    assert.equal((await sumsOf(ledger)).all.usd, 2);
    assert.doesNotMatch(await readFile(file, 'utf8'), /Hello/);
  });

  it('knows what all windows have spent today, and reads no line twice', async () => {
    const place = path.join(folder.path, 'today');
    const [one, other] = [new Ledger(place, log), new Ledger(place, log)];
    assert.equal((await one.today()).answers, 0);
    one.record(backend, 'm', { usage, cost });
    assert.deepEqual(await one.today(), { answers: 1, inputTokens: 10, outputTokens: 5, usd: 0.5, unknown: 0 });
    const [name] = await readdir(place);
    const file = path.join(place, name!);
    // Lines that have been read already are not looked at again.
    const handle = await open(file, 'r+');
    await handle.write('x'.repeat(20), 0);
    await handle.close();
    // Before yesterday began, wherever the user is.
    await appendFile(
      file,
      `${JSON.stringify({ at: Date.now() - 2 * 86_400_000, provider: 'p', model: 'm', usd: 7 })}\n`,
    );
    other.record(backend, 'm', { usage, cost });
    await sumsOf(other);
    const line = `${JSON.stringify({ at: Date.now(), provider: 'p', model: 'm', usd: 1 })}\n`;
    await appendFile(file, line.slice(0, 9));
    assert.equal((await one.today()).usd, 1);
    await appendFile(file, line.slice(9));
    assert.deepEqual(
      (await Promise.all([one.today(), one.today()])).map(({ usd }) => usd),
      [2, 2],
    );
  });

  it('keeps a month of many thousands of answers, with names as long as they may be @deep', async () => {
    const place = path.join(folder.path, 'full');
    const ledger = new Ledger(place, log);
    // JSON writes six letters for each of these.
    const long = backendAt(endpointAt('https://api.example.com/v1', { name: '\u0001'.repeat(2_000) }));
    ledger.record(long, '\u0001'.repeat(2_000), { usage, cost });
    assert.equal((await sumsOf(ledger)).all.usd, 0.5);
    const [name] = await readdir(place);
    const file = path.join(place, name!);
    const line = `${JSON.stringify({ at: 1, provider: 'p', model: 'm', in: 10, out: 5, usd: 0.5 })}\n`;
    // More than 8 MiB.
    await appendFile(file, line.repeat(150_000));
    ledger.record(backend, 'm', { usage, cost });
    assert.equal((await sumsOf(ledger)).all.answers, 150_002);
  });

  it('begins a month that another window begins at the same time', async () => {
    const place = path.join(folder.path, 'begun');
    const windows = Array.from({ length: 8 }, () => new Ledger(place, log));
    for (const each of windows) each.record(backend, 'm', { usage, cost });
    await Promise.all(windows.map((each) => sumsOf(each)));
    assert.equal((await sumsOf(new Ledger(place, log))).all.answers, 8);
  });

  it('keeps the last 24 months', async () => {
    const place = path.join(folder.path, 'old');
    const ledger = new Ledger(place, log);
    ledger.record(backend, 'm', { usage, cost });
    await sumsOf(ledger);
    for (let year = 2001; year < 2003; year++) {
      for (let month = 1; month <= 12; month++) {
        const name = `${year}-${String(month).padStart(2, '0')}.jsonl`;
        await writeFile(path.join(place, name), '{"at":1,"provider":"p","model":"m","usd":1}\n');
      }
    }
    await writeFile(path.join(place, 'notes.txt'), 'Mine.');
    const other = new Ledger(place, log);
    other.record(backend, 'm', { usage, cost });
    await sumsOf(other);
    const names = await readdir(place);
    assert.equal(names.length, 25);
    assert.ok(!names.includes('2001-01.jsonl') && names.includes('2001-02.jsonl') && names.includes('notes.txt'));
  });

  it('removes the oldest months, in whatever order the folder has them', async () => {
    const place = path.join(folder.path, 'order');
    await mkdir(place);
    for (let month = 1; month <= 30; month++) {
      const name = `${2000 + Math.ceil(month / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}.jsonl`;
      await writeFile(path.join(place, name), '');
    }
    const list = host.files.list.bind(host.files);
    host.files.list = async (of) => [...(await list(of))].sort((one, other) => other.name.localeCompare(one.name));
    try {
      const ledger = new Ledger(place, log);
      ledger.record(backend, 'm', { usage, cost });
      await sumsOf(ledger);
    } finally {
      host.files.list = list;
    }
    const names = (await readdir(place)).sort();
    assert.deepEqual([names.length, names[0]], [24, '2001-08.jsonl']);
    assert.equal(names.at(-1), `${new Date().toISOString().slice(0, 7)}.jsonl`);
  });

  it('says once that it cannot record, and goes on', async () => {
    const said: string[] = [];
    const place = path.join(folder.path, 'file');
    await writeFile(place, '');
    const ledger = new Ledger(path.join(place, 'below'), { warn: (message) => said.push(message) });
    ledger.record(backend, 'm', { usage, cost });
    ledger.record(backend, 'm', { usage, cost });
    await sumsOf(ledger);
    assert.equal(said.length, 1);
  });
});
