import assert from 'node:assert/strict';
import type { CancellationToken, CodeAction, Diagnostic, Range, TextDocument, Uri } from 'vscode';
import type { Problem } from '../../../../src/editor/shared/checkResults';
import { DocumentChecks } from '../../../../src/editor/shared/documentChecks';
import { settingId } from '../../../../src/editor/shared/settingsTable';
import type { SettingName } from '../../../../src/editor/shared/settingsTable';
import type { DocumentCheck } from '../../../../src/editor/shared/documentChecks';
import { FakeEvent, FakeTimers, fakeDocument, settled } from '../../../fakes/editorEvents';

const never = {} as CancellationToken;
/** A range is a line here. */
const lineRange = (line: number): Range =>
  ({ line, intersection: (other: { line: number }) => (other.line === line ? other : undefined) }) as unknown as Range;
const problem = (message: string, line = 0): Problem => ({
  diagnostic: { message, range: lineRange(line) } as unknown as Diagnostic,
});

/** The checks, and an editor that does what a test says. */
function open(...documents: TextDocument[]) {
  const [opened, closed] = [new FakeEvent<TextDocument>(), new FakeEvent<TextDocument>()];
  const changed = new FakeEvent<{ document: TextDocument }>();
  const cells = new FakeEvent<readonly TextDocument[]>();
  const settings = new FakeEvent<{ affectsConfiguration(id: string): boolean }>();
  const day = new FakeEvent<undefined>();
  const timers = new FakeTimers();
  /** Messages that Problems shows, by name of the collection and document. */
  const shown = new Map<string, string[]>();
  const errors: unknown[] = [];
  const checks = new DocumentChecks({
    onDidOpen: opened.event,
    onDidChange: changed.event,
    onDidClose: closed.event,
    onDidChangeCells: cells.event,
    onDidChangeSettings: settings.event,
    onNewDay: (run) => {
      const listening = day.event(run);
      return () => void listening.dispose();
    },
    documents: () => documents,
    isInCells: () => false,
    newCollection: (name) => ({
      set: (uri: unknown, diagnostics?: unknown) => {
        const messages = ((diagnostics ?? []) as Diagnostic[]).map(({ message }) => message);
        shown.set(`${name} ${String(uri)}`, messages);
      },
      clear: () => undefined,
      dispose: () => {
        for (const key of shown.keys()) if (key.startsWith(`${name} `)) shown.delete(key);
      },
    }),
    later: timers.later,
    log: { error: (_message: string | Error, error?: unknown) => errors.push(error) },
  });
  const change = (document: ReturnType<typeof fakeDocument>): void => {
    document.version++;
    changed.fire({ document });
  };
  const set = (name: SettingName): void =>
    settings.fire({ affectsConfiguration: (asked) => asked === settingId(name) });
  return { checks, opened, closed, cells, change, set, day, timers, shown, errors };
}

const mending = ({ message }: Diagnostic): CodeAction => {
  const action: unknown = { title: `Mend ${message}` };
  return action as CodeAction;
};

const check = (more: Partial<DocumentCheck<string, Problem>> = {}): DocumentCheck<string, Problem> => ({
  name: 'ids',
  covers: () => true,
  isEnabled: () => true,
  readBy: ['models.checkIds'],
  read: ({ version }) => Promise.resolve([`found in ${version}`]),
  judge: (_uri, found) => Promise.resolve(found.map((each) => problem(each))),
  fixes: (_document, here) => Promise.resolve(here.map(({ diagnostic }) => mending(diagnostic))),
  ...more,
});

describe('the checks of documents', () => {
  it('look at what is open, and again after each change once nobody types any more', async () => {
    const document = fakeDocument('file:a');
    const { checks, change, timers, shown } = open(document);
    checks.add(check());
    await timers.run();
    assert.deepEqual(shown.get('ids file:a'), ['found in 1']);
    change(document);
    change(document);
    assert.equal(timers.size, 1);
    await timers.run();
    assert.deepEqual(shown.get('ids file:a'), ['found in 3']);
  });

  it('look at what is opened, and show nothing of what is closed', async () => {
    const { checks, opened, closed, timers, shown } = open();
    checks.add(check());
    // On this machine, on a remote one, on GitHub, and nowhere yet.
    for (const uri of ['file:b', 'vscode-remote:b', 'vscode-vfs:b', 'untitled:b', 'vscode-notebook-cell:b']) {
      const document = fakeDocument(uri);
      opened.fire(document);
      await timers.run();
      assert.deepEqual(shown.get(`ids ${uri}`), ['found in 1']);
      document.isClosed = true;
      closed.fire(document);
      assert.deepEqual(shown.get(`ids ${uri}`), []);
    }
  });

  it('look at the other cells of a notebook too where what they find depends on all of it', async () => {
    const [first, second] = [fakeDocument('vscode-notebook-cell:a'), fakeDocument('vscode-notebook-cell:b')];
    const { checks, cells, timers } = open(first, second);
    const read: string[] = [];
    const reading = (name: string, readsNotebooks: boolean) =>
      check({
        ...{ name, readsNotebooks },
        read: ({ uri }) => {
          read.push(`${name} ${uri.path}`);
          return Promise.resolve([]);
        },
      });
    checks.add(reading('ids', true));
    checks.add(reading('calls', false));
    await timers.run();
    read.length = 0;
    cells.fire([first, second]);
    await timers.run();
    assert.deepEqual(read, ['ids a', 'ids b']);
  });

  it('leave alone what people do not write, and what a check does not cover', async () => {
    const { checks, timers, shown } = open(fakeDocument('output:log'), fakeDocument('file:a'));
    checks.add(check({ covers: ({ uri }) => uri.path !== 'a' }));
    assert.equal(timers.size, 0);
    await timers.run();
    assert.equal(shown.size, 0);
  });

  it('end a reading that a change makes stale, and show nothing of it', async () => {
    const document = fakeDocument('file:a');
    const { checks, change, timers, shown } = open(document);
    let answer: (found: string[]) => void = () => undefined;
    const signals: AbortSignal[] = [];
    checks.add(
      check({
        read: (_document, signal) => {
          signals.push(signal);
          return new Promise((resolve) => (answer = resolve));
        },
      }),
    );
    await timers.run();
    const late = answer;
    change(document);
    assert.equal(signals[0]?.aborted, true);
    late(['stale']);
    await settled();
    assert.equal(shown.get('ids file:a'), undefined);
    await timers.run();
    answer(['fresh']);
    await settled();
    assert.deepEqual(shown.get('ids file:a'), ['fresh']);
  });

  it('go on after a check has failed', async () => {
    const { checks, timers, shown, errors } = open(fakeDocument('file:a'), fakeDocument('file:b'));
    const wrong = new Error('It broke.');
    checks.add(check({ name: 'broken', read: () => Promise.reject(wrong) }));
    checks.add(check());
    await timers.run();
    assert.deepEqual(errors, [wrong, wrong]);
    assert.deepEqual(shown.get('ids file:a'), ['found in 1']);
    assert.deepEqual(shown.get('ids file:b'), ['found in 1']);
  });

  it('do not wait for a check that is slow', async () => {
    const { checks, timers, shown } = open(fakeDocument('file:a'), fakeDocument('file:b'));
    checks.add(check({ name: 'slow', read: () => new Promise(() => undefined) }));
    checks.add(check());
    await timers.run();
    assert.deepEqual([...shown.keys()], ['ids file:a', 'ids file:b']);
  });

  it('show what is judged by the settings of now, whichever judgement comes first', async () => {
    const { checks, set, timers, shown } = open(fakeDocument('file:a'));
    const answers: (() => void)[] = [];
    let severity = 'error';
    checks.add(
      check({
        judgedBy: ['models.warnWithinDays'],
        judge: (_uri, [found]) => {
          const judged = [problem(`${severity}: ${found}`)];
          return new Promise((resolve) => answers.push(() => resolve(judged)));
        },
      }),
    );
    await timers.run();
    severity = 'warning';
    set('models.warnWithinDays');
    answers.shift()!(); // By the settings of before.
    await settled();
    answers.shift()!();
    await settled();
    assert.deepEqual(shown.get('ids file:a'), ['warning: found in 1']);
    for (severity of ['hint', 'off']) set('models.warnWithinDays');
    const [first, last] = answers.splice(0);
    last!();
    await settled();
    first!();
    await settled();
    for (const answer of answers.splice(0)) answer();
    await settled();
    assert.deepEqual(shown.get('ids file:a'), ['off: found in 1']);
  });

  it('show nothing more of a check that is switched off, and all of it when it is on again', async () => {
    const { checks, set, timers, shown } = open(fakeDocument('file:a'));
    let isEnabled = true;
    checks.add(check({ isEnabled: () => isEnabled }));
    await timers.run();
    for (const [now, messages] of [
      [false, []],
      [true, ['found in 1']],
    ] as const) {
      isEnabled = now;
      set('models.checkIds');
      await timers.run();
      assert.deepEqual(shown.get('ids file:a'), messages);
    }
  });

  it('judge what was found again on a new day and with its settings, without reading', async () => {
    const { checks, set, day, timers, shown } = open(fakeDocument('file:a'));
    let says = 'today';
    let reads = 0;
    const judge = (_uri: Uri, found: readonly string[]) =>
      Promise.resolve(found.map((each) => problem(`${each} ${says}`)));
    const read = (): Promise<string[]> => Promise.resolve([`found ${++reads}`]);
    checks.add(check({ read, judge, judgedBy: ['models.warnWithinDays'], isDaily: true }));
    checks.add(check({ name: 'calls', judge }));
    await timers.run();
    says = 'tomorrow';
    day.fire(undefined);
    await settled();
    assert.deepEqual(shown.get('ids file:a'), ['found 1 tomorrow']);
    assert.deepEqual(shown.get('calls file:a'), ['found in 1 today']);
    says = 'later';
    set('models.warnWithinDays');
    await settled();
    assert.deepEqual(shown.get('ids file:a'), ['found 1 later']);
    assert.equal(timers.size, 0);
  });

  it('offer the fixes of what stands at a place, the last check first, and none once the text has changed', async () => {
    const document = fakeDocument('file:a');
    const { checks, change, timers } = open(document);
    checks.add(check({ judge: () => Promise.resolve([problem('one', 1), problem('two', 2)]) }));
    checks.add(check({ name: 'calls', judge: () => Promise.resolve([problem('call', 1)]) }));
    await timers.run();
    const titles = async (line: number): Promise<string[]> =>
      (await checks.fixes(document, lineRange(line), never)).map(({ title }) => title);
    assert.deepEqual(await titles(1), ['Mend call', 'Mend one']);
    assert.deepEqual(await titles(2), ['Mend two']);
    change(document);
    assert.deepEqual(await titles(1), []);
  });

  it('show of a file that is not open what a scan found, until the document says what stands in it', async () => {
    const document = fakeDocument('file:a');
    const { checks, opened, closed, timers, shown } = open();
    const { results } = checks.add(check());
    const found = [{ uri: document.uri, found: ['scanned'] }];
    assert.deepEqual(await results.setFiles(found, results.beginScan()), { problems: 1, files: 1 });
    assert.deepEqual(shown.get('ids file:a'), ['scanned']);
    opened.fire(document);
    await timers.run();
    assert.deepEqual(shown.get('ids file:a'), ['found in 1']);
    closed.fire(document);
    assert.deepEqual(shown.get('ids file:a'), ['scanned']);
    await results.refreshFile(document.uri, () => Promise.resolve([]));
    assert.deepEqual(shown.get('ids file:a'), []);
  });

  it('leave nothing behind', async () => {
    const document = fakeDocument('file:a');
    const { checks, opened, closed, day, timers, shown } = open(document);
    checks.add(check());
    await timers.run();
    opened.fire(document);
    checks.dispose();
    assert.equal(shown.size, 0);
    assert.deepEqual([timers.size, opened.size, closed.size, day.size], [0, 0, 0, 0]);
  });
});
