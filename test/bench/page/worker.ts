// Runs in a worker of the browser: the scripted host of the bench. In VS Code the host is another process, so none of its
// work, which is mostly on 30 MB of conversation, may stand in the page's figures.
import { ScriptedHost } from '../../fakes/scriptedHost';
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

/** 2,000 tokens a second for five seconds, gathered over 40 ms as the host does it. */
function stream(): void {
  const words = 'Words **stream** in here, with `code`, and so on.\n- an item\n\n'.split(' ');
  const start = performance.now();
  let sent = 0;
  host.startTurn({ prompt: 'A long answer, please.' });
  const send = (): void => {
    const due = Math.floor(((performance.now() - start) / 1_000) * 2_000);
    let text = '';
    for (; sent < due; sent += 1) text += `${words[sent % words.length] ?? ''} `;
    if (text !== '') host.grow(text);
    if (sent < 10_000) {
      setTimeout(send, 40);
      return;
    }
    host.grow('\n\nThe last words.');
    host.end();
    post({ type: 'done', tokens: sent, sentAt: now() });
  };
  send();
}

const commands: Record<BenchCommand, () => void> = {
  fill: () => {
    fill();
    post({ type: 'done', tokens: 0, sentAt: now() });
  },
  snapshot: () => host.snapshot(),
  stream,
};

globalThis.addEventListener('message', (event) => {
  const { data } = event as MessageEvent<ToBenchWorker>;
  if (data.type === 'command') commands[data.command]();
  else host.receive(data.message);
});
