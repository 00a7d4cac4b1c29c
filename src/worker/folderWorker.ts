import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { OneByOne } from '../core/base/oneByOne';
import { PackWork } from '../core/context/pack/packWork';
import type { CountedWith, PackReply, PackRequest } from '../core/context/pack/packWork';
import { CommitError } from '../core/files/commit';
import { countOfText } from '../core/tokens/counting/countOfText';
import { EncodingCounter } from '../core/tokens/engine/encodingCounter';
import { loadEncoding, vocabularyFileName } from '../core/tokens/engine/loadEncoding';
import type { DiffReply, DiffRequest, UnreadFile } from '../core/tokens/folder/diffWork';
import { holdsSecret } from '../host/node/secrets';

// Works on all files of a folder: looks through them, counts them whole, and keeps their texts until the thread is ended.

type Request = PackRequest | DiffRequest;
type Reply = PackReply | DiffReply;

const { vocabularies } = workerData as { readonly vocabularies: string };

const counter = new EncodingCounter(async (name) =>
  loadEncoding(name, await readFile(path.join(vocabularies, vocabularyFileName(name)))),
);

const count = async (text: string, by: CountedWith): Promise<number> =>
  countOfText(by, await counter.count(by.encoding, text), text).tokens;

const pack = new PackWork({ holdsSecret, count });

async function compare({ id, folder, ref, by }: DiffRequest): Promise<DiffReply> {
  const [{ diffWithCommit }, { Commit, hashLike }, { host }] = await Promise.all([
    import('../core/tokens/folder/commitDiff'),
    import('../host/node/git'),
    import('../host/node/host'),
  ]);
  const unread: UnreadFile[] = [];
  try {
    const diff = await diffWithCommit(folder, ref, {
      ...{ host, hashLike, count: (text) => count(text, by) },
      commitOf: (top, name) => Commit.of(top, name),
      onUnread: (place, reason) => unread.push({ place, reason }),
    });
    return { kind: 'compared', id, diff, unread };
  } catch (error) {
    if (error instanceof CommitError) return { kind: 'notCompared', id, fault: error.fault };
    throw error;
  }
}

async function answer(request: Request): Promise<void> {
  try {
    const reply: Reply = request.kind === 'diff' ? await compare(request) : await pack.answer(request);
    parentPort?.postMessage(reply);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ kind: 'failure', id: request.id, message });
  }
}

const works = new OneByOne();
parentPort?.on('message', (request: Request) => void works.run(() => answer(request)));
