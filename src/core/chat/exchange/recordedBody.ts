import { joinBytes } from '../../base/bytes';
import type { Work } from '../../base/work';
import type { Sha256 } from '../messages/transport';
import type { BytesStretch } from '../../base/bytesText';
import { keyHider } from '../providers/hideSecrets';
import type { KeyFilter } from '../providers/hideSecrets';

/** Bytes that are searched in one step, in about a millisecond. */
const stepBytes = 32_768;
/** The most arguments of one call of a function. */
const maxArguments = 8_192;

interface BodyOptions {
  readonly hash: Sha256;
  readonly key: string | undefined;
  /**
   * Whether parts of the key of 8 characters or more are removed, too: in a refusal, and not in texts that the user may
   * have written.
   */
  readonly isError?: boolean;
  /** The most bytes that are kept. */
  readonly maxBytes: number;
}

/** One body, as it comes: its length and its hash without the key, and its beginning. */
export class RecordedBody {
  readonly #startFilter: () => KeyFilter | undefined;
  #filter: KeyFilter | undefined;
  #hasHidden = false;
  readonly #hash: Sha256;
  readonly #maxBytes: number;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #kept = 0;
  #sha256 = '';
  readonly #files: BytesStretch[] = [];

  constructor({ hash, key, isError = false, maxBytes }: BodyOptions) {
    this.#hash = hash;
    this.#maxBytes = maxBytes;
    this.#startFilter = () => keyHider(key, isError)?.stream();
    this.#filter = this.#startFilter();
  }

  /** Number of bytes without the key. */
  get bytes(): number {
    return this.#bytes;
  }

  get keptBytes(): number {
    return this.#kept;
  }

  /** The SHA-256 of the whole body without the key, once it is finished. */
  get sha256(): string {
    return this.#sha256;
  }

  get hadKey(): boolean {
    return this.#hasHidden || (this.#filter?.hasHidden ?? false);
  }

  /** The position of the next byte in the whole body. */
  get end(): number {
    return this.#bytes + (this.#filter?.heldLength ?? 0);
  }

  *take(piece: Uint8Array): Work<void> {
    for (let at = 0; at < piece.length; at += stepBytes) {
      if (at > 0) yield;
      const step = piece.subarray(at, at + stepBytes);
      this.#add(this.#filter ? bytesIn(this.#filter.push(lettersOf(step))) : step);
    }
  }

  /**
   * Starts the base64 of a file. It is counted and hashed by `pass`, and not kept, as its bytes are stored beside the
   * session.
   */
  startFile(file: Omit<BytesStretch, 'at'>): void {
    this.#endFilter();
    if (this.#kept < this.#maxBytes) this.#files.push({ ...file, at: this.#kept });
  }

  pass(piece: Uint8Array): void {
    this.#hash.add(piece);
    this.#bytes += piece.length;
  }

  /** Returns the files in the first `maxBytes` of the kept bytes. */
  filesIn(maxBytes: number): readonly BytesStretch[] {
    return this.#files.filter(({ at }) => at < maxBytes);
  }

  /** Takes the bytes that were held back. To be called once. */
  finish(): void {
    this.#endFilter();
    this.#sha256 = this.#hash.hex();
  }

  /** Returns the kept bytes, and at most `maxBytes` of them. */
  beginning(maxBytes: number): Uint8Array {
    return joinBytes(this.#pieces).subarray(0, maxBytes);
  }

  /** Ends the filter and starts a new one. To be called where no key can continue. */
  #endFilter(): void {
    if (!this.#filter) return;
    this.#add(bytesIn(this.#filter.end()));
    this.#hasHidden ||= this.#filter.hasHidden;
    this.#filter = this.#startFilter();
  }

  #add(bytes: Uint8Array): void {
    this.#hash.add(bytes);
    this.#bytes += bytes.length;
    const kept = bytes.subarray(0, this.#maxBytes - this.#kept);
    if (kept.length === 0) return;
    this.#pieces.push(kept);
    this.#kept += kept.length;
  }
}

// A key is ASCII: each byte is treated as a letter, so that all bytes stay unchanged, whatever their encoding.

function lettersOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += maxArguments) {
    text += String.fromCharCode(...bytes.subarray(at, at + maxArguments));
  }
  return text;
}

/** The UTF-8 bytes of the mark in place of a key, as letters. */
const markInBytes = String.fromCharCode(...new TextEncoder().encode('…'));

function bytesIn(letters: string): Uint8Array {
  const text = letters.replaceAll('…', markInBytes);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
