// Runs in a worker of the browser: the scripted host of the bench. In VS Code the host is another process, so none of its
// work, which is mostly on 30 MB of conversation, may stand in the page's figures.
import { promptParts } from '../../../src/core/playground/session/draftAttachments';
import { attachedFile } from '../../fakes/attachedFile';
import { ScriptedHost } from '../../fakes/scriptedHost';
import { done } from '../../fakes/scriptedTurn';
import { viewOf } from '../../fakes/scriptedView';
import { firstColumnId } from '../../../src/core/playground/session/sessionSchema';
import type { Draft } from '../../../src/core/playground/session/sessionSchema';
import type { BenchCommand, FromBenchWorker, ToBenchWorker } from './protocol';

const post = (message: FromBenchWorker): void => {
  (globalThis as unknown as { postMessage: (message: FromBenchWorker) => void }).postMessage(message);
};
const now = (): number => performance.timeOrigin + performance.now();
const host = new ScriptedHost((message) => post({ type: 'toPage', message, sentAt: now() }));
host.silent = true; // The snapshot comes when it is measured.

/** 1,000 turns of 30,000 characters: prose, lists, code, a table. */
function fill(): void {
  const unit =
    '### A heading\n\nA paragraph with **bold** words, `code` and a [link](https://example.test/).\n\n' +
    '- one\n- two\n  - inner\n\n```ts\nconst answer: number = 42;\nconsole.log(answer);\n```\n\n' +
    '| a | b |\n|---|---|\n| 1 | 2 |\n\n';
  const answer = unit.repeat(Math.ceil(29_000 / unit.length));
  for (let turn = 1; turn <= 1_000; turn += 1) {
    host.addTurn({
      prompt: `Question ${turn}. ${'Some context for it. '.repeat(45)}`,
      answer: `${answer}${turn}`,
    });
  }
}

/** Four columns of those turns. */
function fillFour(): void {
  fill();
  const leaf = host.session.columns[0]?.leaf ?? null;
  for (const id of ['2', '3', '4']) {
    host.addColumn(id, { providerId: 'openai', model: 'gpt-5.1' });
    host.apply({ type: 'columnSet', column: { id, leaf } });
  }
}

/** A table, a list, code of 60 lines and prose, in about 4,500 characters, each a little other than the one before. */
function section(at: number): string {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_each, index) => `${line(index)}\n`).join('');
  return [
    `### Part ${at}\n`,
    `Words **stream** in here, with \`code\`, a [link](https://example.test/${at}) and more.\n`.repeat(6),
    lines(12, (index) => `- item ${index} of ${at}, with *some* words\n${index % 4 === 0 ? '  - inner\n' : ''}`),
    `\`\`\`ts\n${lines(60, (index) => `const value${index} = call(${at}, "words");`)}\`\`\`\n`,
    `| a | b |\n|---|---|\n${lines(25, (index) => `| row ${index} | **${at}** words |`)}`,
    `> A quote of part ${at}.\n`,
  ].join('\n');
}

/** An answer of so many sections in a column, as tokens of four characters a second, gathered over 40 ms as the host does it. */
async function streamIn(column: string, sections: number, perSecond: number): Promise<number> {
  const answer = Array.from({ length: sections }, (_each, at) => section(at)).join('\n');
  const all = Math.ceil(answer.length / 4);
  const { answerId } = host.startTurn({ prompt: 'A long answer, please.' }, column);
  const start = performance.now();
  let sent = 0;
  while (sent < all) {
    const due = Math.min(all, Math.floor(((performance.now() - start) / 1_000) * perSecond));
    if (due > sent) host.grow(answer.slice(4 * sent, 4 * due), 'text', answerId);
    sent = due;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  host.grow('\n\nThe last words.', 'text', answerId);
  host.end(undefined, answerId);
  return sent;
}

/** For about ten seconds. */
async function stream(): Promise<void> {
  post({ type: 'done', tokens: await streamIn(firstColumnId, 19, 2_000), sentAt: now() });
}

/** In six columns at once, for about ten seconds. */
async function streamSix(): Promise<void> {
  const columns = ['2', '3', '4', '5', '6'];
  for (const id of columns) host.addColumn(id, { providerId: 'openai', model: 'gpt-5.1' });
  host.snapshot();
  const all = await Promise.all([firstColumnId, ...columns].map((id) => streamIn(id, 5, 500)));
  post({ type: 'done', tokens: all.reduce((sum, one) => sum + one, 0), sentAt: now() });
}

/** 200,000 tokens in twenty seconds. */
async function streamLong(): Promise<void> {
  host.snapshot();
  post({ type: 'done', tokens: await streamIn(firstColumnId, 217, 10_000), sentAt: now() });
}

/** Asks and answers until there are so many turns. */
async function turnsTo(count: number): Promise<void> {
  if (host.session.nodes.size === 0) host.snapshot();
  while (host.session.nodes.size < 2 * count) {
    const { answerId } = host.startTurn({
      prompt: `Question ${host.session.nodes.size / 2 + 1}. ${'Words of it. '.repeat(20)}`,
    });
    for (const piece of section(1).match(/[^]{1,1000}/g) ?? []) host.grow(piece, 'text', answerId);
    host.end(done, answerId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  post({ type: 'done', tokens: 0, sentAt: now() });
}

const megabyte = 'The quick brown fox jumps over the lazy dog.\n'.repeat(22_223);

/** A system prompt of 1 MB, and a message as long as its field holds. */
function longPrompts(): void {
  host.draft = {
    ...host.draft,
    providerId: 'openai',
    model: 'gpt-5.1',
    system: megabyte,
    message: megabyte.slice(0, 200_000),
  };
  host.snapshot();
}

/** A turn with a block of code of nearly 30,000 characters. */
function code(): void {
  const lines = Array.from({ length: 700 }, (_each, at) => `const value${at} = call(${at}, "words"); // of it\n`).join(
    '',
  );
  host.addTurn({ prompt: 'Code, please.', answer: `\`\`\`ts\n${lines.slice(0, 29_900)}\n\`\`\`\n\nThe last words.` });
  host.snapshot();
}

/** Images can be attached: they are where the page comes from. */
function files(): void {
  host.draft = { ...host.draft, providerId: 'openai', model: 'gpt-5.1' };
  host.attach = (name, bytes) => {
    const { attachment } = attachedFile(name, bytes);
    return attachment ? { attachment: { ...attachment, mediaType: 'image/jpeg', width: 4_000, height: 3_000 } } : {};
  };
  const { access, enterSends, providers, seq, session } = host;
  const view = viewOf(session, access, () => 0);
  host.say({ type: 'snapshot', seq, session: view, providers, enterSends, strings: {}, files: '/kept' });
}

/** Makes a turn of a message that was sent with files. Does nothing for one without files. */
function turnOf({ message, attachments = [] }: Draft): void {
  if (attachments.length === 0) return;
  const parts = promptParts(message, attachments);
  host.apply({ type: 'nodeAdded', node: { kind: 'prompt', id: 'sent', parent: null, at: 0, system: '', parts } });
  host.startAnswer('sent');
  host.changeDraft({ message: '', attachments: [] });
  host.grow('A picture.');
  host.end();
}

/** An answer of 20,000 tokens, and what is known of each. */
function tokens(): void {
  const texts = Array.from({ length: 20_000 }, (_each, at) => (at % 40 === 39 ? '.\n\n' : ` word${at}`));
  const { answerId } = host.addTurn({ prompt: 'Words, please.', answer: texts.join('') });
  host.tokens.views.set(answerId, {
    ...{ state: 'known', start: 0, continues: true },
    lengths: texts.map(({ length }) => length),
    logprobs: texts.map((_text, at) => -(at % 5) / 2),
  });
  host.snapshot();
}

const filled = (work: () => void) => () => {
  work();
  post({ type: 'done', tokens: 0, sentAt: now() });
};

const commands: Record<BenchCommand, () => unknown> = {
  fill: filled(fill),
  fillFour: filled(fillFour),
  snapshot: () => host.snapshot(),
  stream,
  streamSix,
  streamLong,
  turns100: () => turnsTo(100),
  turns1000: () => turnsTo(1_000),
  longPrompts: filled(longPrompts),
  code: filled(code),
  files: filled(files),
  tokens: filled(tokens),
};

globalThis.addEventListener('message', (event) => {
  const { data } = event as MessageEvent<ToBenchWorker>;
  if (data.type === 'command') commands[data.command]();
  else {
    host.receive(data.message);
    const last = host.received.at(-1);
    if (last?.type === 'send') turnOf(last.draft);
  }
});
