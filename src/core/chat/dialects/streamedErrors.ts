import { isRecord } from '../../base/json';

/**
 * Whether an event is an error in the form of any provider: by the event's name, by `type` or `object`, with a field
 * `error`, also next to choices (OpenRouter), or as a list of these (Google).
 */
export function isError(event: unknown, name?: string): boolean {
  if (name === 'error') return true;
  if (Array.isArray(event)) return event.some((item) => isError(item));
  if (!isRecord(event)) return false;
  const { type, object, error } = event;
  return (typeof type === 'string' && /error$/i.test(type)) || object === 'error' || saysAnything(error);
}

/**
 * Whether an `error` has content. Some servers send `error: null`, or an empty one, with every event of a sound answer.
 */
export function saysAnything(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return Boolean(error);
  return Object.values(error).some(saysAnything);
}
