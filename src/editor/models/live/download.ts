import { joinBytes } from '../../../core/base/bytes';
import { formatBytes } from '../../../core/base/numbers';
import { sayInEnglish } from '../../../core/base/say';
import type { Say } from '../../../core/base/say';
import type { FetchLike } from '../../../core/chat/messages/transport';

/** The one address that is read. It is not a setting, as a workspace must not decide what is shown as models.dev. */
export const liveHost = 'models.dev';
export const liveAddress = `https://${liveHost}/api.json`;

interface DownloadLimits {
  /** Bytes of the answer, unpacked. */
  readonly maxBytes: number;
  /** Milliseconds for the whole download. */
  readonly maxMs: number;
}

/** Limits for an answer that had 4.6 MB in September 2026. */
const downloadLimits: DownloadLimits = { maxBytes: 32 * 1024 * 1024, maxMs: 60_000 };

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  /** @param sentence says what went wrong. */
  constructor(readonly sentence: (say: Say) => string) {
    super(sentence(sayInEnglish));
  }
}

/**
 * Reads the address without cookies or keys. Redirects are not followed, as the user was not shown another host.
 * @throws DownloadError, or the reason of `signal` when that is aborted
 */
export async function download(
  fetchLike: FetchLike,
  address: string,
  signal: AbortSignal,
  { maxBytes, maxMs }: DownloadLimits = downloadLimits,
): Promise<Uint8Array> {
  const clock = AbortSignal.timeout(maxMs);
  const either = AbortSignal.any([signal, clock]);
  try {
    const response = await connect(fetchLike, address, either);
    return await readBytes(response, maxBytes);
  } catch (error) {
    if (signal.aborted || error instanceof DownloadError) throw error;
    if (clock.aborted)
      throw new DownloadError((say) => say('{0} took longer than {1} seconds.', liveHost, Math.round(maxMs / 1000)));
    throw new DownloadError((say) => say('The connection to {0} broke off.', liveHost));
  }
}

async function connect(fetchLike: FetchLike, address: string, signal: AbortSignal): Promise<Response> {
  const headers = { accept: 'application/json', 'user-agent': 'ai-field-guide' };
  const init = { headers, redirect: 'manual', credentials: 'omit', signal } as const;
  const response = await fetchLike(address, init).catch((error: unknown) => {
    if (signal.aborted) throw error;
    const code = codeOf(error);
    throw new DownloadError((say) =>
      code === '' ? say('No connection to {0}.', liveHost) : say('No connection to {0} ({1}).', liveHost, code),
    );
  });
  const { status, type } = response;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    throw new DownloadError((say) => say('{0} redirects to another address, which is not followed.', liveHost));
  }
  if (response.ok) return response;
  await response.body?.cancel();
  throw new DownloadError((say) => say('{0} answered with the error {1}.', liveHost, status));
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new DownloadError((say) =>
        say('{0} sent more than {1}, the most that is read.', liveHost, formatBytes(maxBytes)),
      );
    }
    pieces.push(next.value);
  }
  return joinBytes(pieces);
}

/** Returns the platform's code of an error, such as ENOTFOUND. fetch puts the original error into a cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
