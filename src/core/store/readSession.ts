import * as v from 'valibot';
import { pacer } from '../base/work';
import type { ByteRange } from '../files/files';
import { lineValue, linesOf } from './fileLines';
import type { Line } from './fileLines';
import { foreignError } from './sessionPlace';
import type { SessionPlace } from './sessionPlace';
import type { Replay, SessionCodec, SessionHeader } from './storeTypes';

/** The content of a session file. Grows in place while it is read: a file may hold a million lines. */
export interface SessionContent<S> {
  /** The header, including fields that this version does not know. */
  readonly header: SessionHeader;
  readonly hasHeader: boolean;
  /** Whether something in it belongs to a session: a header, or a line that is understood. */
  isKnown: boolean;
  /** Whether a newer version wrote it. It is read as far as it is understood, and never written. */
  readonly isNewer: boolean;
  state: S;
  /** Lines that this version does not understand. */
  readonly foreign: ByteRange[];
  /** Bytes that were read. */
  size: number;
  /** `false`: the last line was cut off. */
  isWhole: boolean;
  /** The size right after the file was last rewritten; 0 when it never was. */
  rewrittenSize: number;
}

/** The last line of a rewritten file says that it is one. */
export const rewrittenMark = { store: 'rewritten' };

const markSchema = v.object({ store: v.literal(rewrittenMark.store) });

const headerSchema = (format: string) =>
  v.looseObject({
    format: v.literal(format),
    version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    id: v.string(),
    created: v.pipe(v.number(), v.finite()),
  });

type ReadPlace<S, E> = Pick<SessionPlace<S, E>, 'host' | 'codec' | 'id' | 'file'>;

interface ReadOptions {
  /** Whether to ignore a last line that has no end yet, as another window is just writing it. */
  readonly untilLastEnd?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads the whole file line by line, with turns of the event loop between. Each line is checked alone, so a bad one
 * does not affect the others. Rejects with the reason of the signal if that is aborted.
 */
export async function readSession<S, E>(
  { host, codec, id, file }: ReadPlace<S, E>,
  { untilLastEnd = false, signal }: ReadOptions = {},
): Promise<SessionContent<S>> {
  const pace = pacer(() => host.nextTurn());
  const headerOf = headerSchema(codec.format);
  const fallback = { format: codec.format, version: codec.version, id, created: host.now() };
  let content: SessionContent<S> | undefined;
  let replay: Replay<S, E> | undefined;
  for await (const line of linesOf(host.files.readPieces(file))) {
    if (untilLastEnd && !line.isWhole) break;
    signal?.throwIfAborted();
    if (!content) {
      const header = v.safeParse(headerOf, line.bytes && lineValue(line.bytes));
      content = begun(codec, header.success ? { ...header.output, id } : fallback, header.success);
    }
    replay ??= codec.replay?.(content.state) ?? oneByOne(codec, content.state);
    take(content, line, codec, replay);
    await pace();
  }
  if (content && replay) content.state = replay.state();
  return content ?? begun(codec, fallback, false);
}

/** Reads the current state of a session, which another window may be writing at the same time. */
export async function readState<S, E>(place: ReadPlace<S, E>, signal: AbortSignal): Promise<S> {
  const { isKnown, state } = await readSession(place, { untilLastEnd: true, signal });
  if (!isKnown) throw foreignError(place.file);
  return state;
}

function begun<S, E>(codec: SessionCodec<S, E>, header: SessionHeader, hasHeader: boolean): SessionContent<S> {
  return {
    header,
    hasHeader,
    isKnown: hasHeader,
    isNewer: header.version > codec.version,
    state: codec.create(header),
    foreign: [],
    size: 0,
    isWhole: true,
    rewrittenSize: 0,
  };
}

function oneByOne<S, E>({ reduce }: Pick<SessionCodec<S, E>, 'reduce'>, state: S): Replay<S, E> {
  let now = state;
  return { take: (event) => void (now = reduce(now, event)), state: () => now };
}

/** Adds a line to the content that was read. */
function take<S, E>(
  content: SessionContent<S>,
  { bytes, from, to, isWhole }: Line,
  codec: SessionCodec<S, E>,
  replay: Replay<S, E>,
): void {
  content.size = to;
  content.isWhole = isWhole;
  if (bytes?.length === 0 || (from === 0 && content.hasHeader)) return;
  const value = bytes && lineValue(bytes);
  if (v.is(markSchema, value)) {
    content.rewrittenSize = to;
    return;
  }
  try {
    const event = value === undefined ? undefined : codec.parse(value);
    if (event !== undefined) {
      replay.take(event);
      content.isKnown = true;
      return;
    }
  } catch {
    // A line at which the codec throws is treated like a line that it does not know.
  }
  const last = content.foreign.at(-1);
  if (last?.to === from) content.foreign[content.foreign.length - 1] = { from: last.from, to };
  else content.foreign.push({ from, to });
}
