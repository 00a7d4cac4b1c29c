// The web-standard globals that every host of core has (Node and browsers alike).
// Declared by hand so that core compiles without the Node or DOM type libraries.

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly username: string;
  readonly password: string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
  encodeInto(text: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare function btoa(data: string): string;
declare function atob(data: string): string;
declare function setTimeout(callback: () => void, ms: number): unknown;
declare function clearTimeout(handle: unknown): void;
declare const performance: { now(): number };

// The parts of the Fetch and Streams standards that talking to a provider needs (https://fetch.spec.whatwg.org,
// https://streams.spec.whatwg.org): no more than is used, so that a host needs no more than this.

interface Headers {
  get(name: string): string | null;
  /** Calls back for each header. Names are in lower case. */
  forEach(callback: (value: string, name: string) => void): void;
}

interface ReadableStreamDefaultReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(reason?: unknown): Promise<void>;
}

interface ReadableStreamController {
  enqueue(chunk: Uint8Array): void;
  close(): void;
}

declare class ReadableStream {
  constructor(
    source: {
      pull(controller: ReadableStreamController): Promise<void>;
      cancel(reason: unknown): Promise<void> | undefined;
    },
    strategy: { readonly highWaterMark: number },
  );
  getReader(): ReadableStreamDefaultReader;
}

declare class Blob {
  constructor(parts: readonly (Uint8Array | Blob)[]);
  readonly size: number;
  slice(start: number, end: number): Blob;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface RequestInit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array | Blob;
  readonly redirect?: 'error' | 'follow' | 'manual';
  readonly signal?: AbortSignal;
}

declare class Response {
  constructor(body: ReadableStream | string | null, init?: { status?: number; headers?: Headers });
  readonly status: number;
  readonly ok: boolean;
  readonly type: string;
  readonly headers: Headers;
  readonly body: ReadableStream | null;
}

declare function fetch(url: string, init?: RequestInit): Promise<Response>;
