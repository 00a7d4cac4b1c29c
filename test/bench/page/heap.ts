// Measures the memory that the page keeps.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { command } from './command';

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly (readonly string[])[] };
  };
  readonly nodes: readonly number[];
}

/** Bytes after collection, without what the browser keeps of the document. */
interface Heap {
  readonly code: number;
  /** Objects and texts. */
  readonly rest: number;
}

async function heapOf(session: CDPSession): Promise<Heap> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): unknown => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const heap = { code: 0, rest: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0]?.[nodes[at + type] ?? 0];
    if (kind !== 'native') heap[kind === 'code' ? 'code' : 'rest'] += nodes[at + size] ?? 0;
  }
  return heap;
}

/** A conversation that goes on from turn 100 to turn 1,000. Of its texts the page has those of 60 turns at most. */
export async function measureHeap(_browser: Browser, page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const heapAt = async (turns: 100 | 1_000): Promise<Heap> => {
    await command(page, `turns${turns}`);
    await page.waitForFunction((count) => document.querySelectorAll('ai-turn h2').length === count, turns);
    await page.waitForFunction(() => document.querySelector('.far') === null);
    return heapOf(session);
  };
  const [few, many] = [await heapAt(100), await heapAt(1_000)];
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
  const share = (many.rest - few.rest) / (few.rest + few.code);
  return (
    `${mb(few.rest)} and ${mb(many.rest)} of objects and texts, ${mb(few.code)} and ${mb(many.code)} of compiled code; ` +
    `${(share * 100).toFixed(1)} % more without that`
  );
}
