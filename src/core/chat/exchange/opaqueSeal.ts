import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { originOf } from '../providers/endpoint';
import type { ChatEvent, ChatRequest, Endpoint, Opaque, MessagePart } from '../messages/types';

// Signed or encrypted reasoning can be read by the model that made it only. Another provider, or another model, refuses
// it: so it is kept together with where it came from, and left out everywhere else.

const sealed = v.object({ origin: v.string(), model: v.string(), json: v.string() });

/** Writes down where the opaque part of an event comes from. */
export function sealOpaque(event: ChatEvent, endpoint: Endpoint, model: string): ChatEvent {
  if (event.type !== 'partEnd' || event.opaque === undefined) return event;
  const { dialect, json } = event.opaque;
  const seal = JSON.stringify({ origin: originOf(endpoint.baseUrl), model, json });
  return { ...event, opaque: { dialect, json: seal } };
}

/** The request with the opaque parts that came from where it goes, and without the others. */
export function unsealOpaque(request: ChatRequest, endpoint: Endpoint): ChatRequest {
  const origin = originOf(endpoint.baseUrl);
  const open = ({ dialect, json }: Opaque): Opaque | undefined => {
    const result = v.safeParse(sealed, parseJson(json));
    if (!result.success || dialect !== endpoint.dialect) return undefined;
    const { output } = result;
    return output.origin === origin && output.model === request.model ? { dialect, json: output.json } : undefined;
  };
  const unseal = (part: MessagePart): MessagePart => {
    if (!('opaque' in part)) return part;
    const { opaque, ...bare } = part;
    const opened = open(opaque);
    return opened === undefined ? bare : { ...bare, opaque: opened };
  };
  return { ...request, messages: request.messages.map(({ role, parts }) => ({ role, parts: parts.map(unseal) })) };
}
