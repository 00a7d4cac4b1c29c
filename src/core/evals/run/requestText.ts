import { indentedJson } from '../../base/indentedJson';
import { formatCount, formatUsd } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Work } from '../../base/work';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import type { Cell } from '../results';

/** The request of a cell as it is made now. A new run of the suite sends this one. */
export interface RemadeRequest {
  /** `undefined`: it goes to no address, but to a model in the editor. */
  readonly sent?: Pick<SentRequest, 'method' | 'url' | 'headers'>;
  readonly body: string;
  /** Hash of the body. */
  readonly sha256: string;
}

/** Writes the request of a cell, and the kept parts of its answer, as a text like HTTP. Lines with # are notes. */
export function* requestText(cell: Cell, { sent, body, sha256 }: RemadeRequest, say: Say): Work<string> {
  const isSame = cell.requestSha256 === sha256;
  return [
    note(say('Request of test {0}, {1}, {2}', cell.test + 1, cell.provider, cell.prompt)),
    ...(isSame
      ? [note(say('Made again from the suite: the same body that was sent, by its SHA-256 {0}.', sha256))]
      : [
          note(
            say('This is not the body that was sent: the suite, its files or the model that is asked have changed.'),
          ),
          note(say('SHA-256 of what was sent: {0}', cell.requestSha256)),
          note(say('SHA-256 of this: {0}', sha256)),
        ]),
    '',
    ...(sent
      ? [`${sent.method} ${sent.url}`, ...sent.headers.map(([name, value]) => `${name}: ${value}`)]
      : [note(say('It goes to no address: the model is asked in the editor.'))]),
    '',
    yield* indentedJson(body),
    '',
    note(say('Answer, as far as the run has kept it: its text, and no headers.')),
    ...factsOf(cell, say).map(note),
    '',
    ...(cell.error ? [note(cell.error.message)] : []),
    cell.output,
    '',
  ].join('\n');
}

/** Writes a note in one line, even where its text has several. */
const note = (text: string): string => `# ${text.replace(/\s*\n\s*/g, ' ')}`;

function factsOf({ error, finish, tokens, costUsd, latencyMs, cached }: Cell, say: Say): string[] {
  // Where there is an error, a count of 0 says nothing.
  const isKnown = (amount: number | null): amount is number => amount !== null && (amount > 0 || !error);
  const facts = [
    ...(latencyMs === null ? [] : [say('{0} ms', formatCount(latencyMs))]),
    ...(isKnown(tokens) ? [say('{0} tokens', formatCount(tokens))] : []),
    ...(isKnown(costUsd) ? [formatUsd(costUsd)] : []),
    ...(finish === null ? [] : [say('ended with {0}', finish)]),
    ...(cached ? [say('from the cache: an earlier run has asked it')] : []),
  ];
  return facts.length === 0 ? [] : [facts.join(' · ')];
}
