import * as v from 'valibot';
import { parseJson } from '../../base/json';
import type { Served } from '../../catalog/live/served';
import { openResponse, readText } from '../exchange/response';
import type { CheckedCall } from '../exchange/call';

/** Asks a server at a path of its own API, below its root. `undefined` where it has no readable answer there. */
export type AskServer = (path: string, mostBytes: number, body?: object) => Promise<unknown>;

/** Reports how a server runs one of its models, as soon as it is known. The last report counts. */
export type TellServed = (id: string, served: Omit<Served, 'server'>) => void;

/** Maximum size, in bytes, of an answer that does not list all models. */
export const oneMegabyte = 1024 * 1024;

/**
 * Creates a function that asks a server with the key of the call, which goes to the same origin. A server without that
 * path costs one silent request.
 */
export const askServer = (call: CheckedCall): AskServer => {
  const root = { ...call, baseUrl: call.baseUrl.replace(/\/v\d+$/, '') };
  return async (path, mostBytes, body) => {
    const bytes = body && new TextEncoder().encode(JSON.stringify(body));
    try {
      return parseJson(await readText(await openResponse(root, path, bytes), mostBytes));
    } catch (error) {
      if (call.signal.aborted) throw error;
      return undefined; // Most likely a 404: the server is another one, or an older version.
    }
  };
};

/** Makes a schema that reads a value of any other form as `undefined`, so that the rest of the answer stays. */
const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);

/** Tokens of context. No model has more. */
export const contextTokens = maybe(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)));
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
/** A template. The longest known one has 20,000 characters. A text of more than 100,000 is ignored. */
export const template = maybe(v.pipe(v.string(), v.minLength(1), v.maxLength(100_000)));
/** A list, whose entries are checked one by one. */
export const list = maybe(v.array(v.unknown()));
export const word = maybe(v.string());

/** Returns the entries of a list that have the right form. */
export const entries = <T extends v.GenericSchema>(schema: T, items: readonly unknown[] = []): v.InferOutput<T>[] =>
  items.slice(0, 5_000).flatMap((item) => {
    const read = v.safeParse(schema, item);
    return read.success ? [read.output] : [];
  });
