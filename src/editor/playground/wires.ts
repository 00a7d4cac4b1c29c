import { Uri, ViewColumn, window, workspace } from 'vscode';
import { inSlices } from '../../core/base/work';
import { isVendorOrigin } from '../../core/chat/providers/location';
import { wireText } from '../../core/chat/exchange/wireText';
import { KeptWires, maxWireBytes } from '../../core/playground/keptWires';
import type { LiveSession } from '../../core/playground/liveSession';
import type { AnswerNode } from '../../core/playground/session/sessionSchema';
import { newestAnswer } from '../../core/playground/session/sessionTree';
import { SideFiles } from '../../core/store/sideFiles';
import { wireScheme } from '../shared/contributions';
import type { Logger } from '../shared/log';
import { pace } from '../shared/pace';
import { say } from '../shared/words';
import { storePlace } from './windowSessions';
import type { Context } from './windowSessions';

/**
 * Creates the store of what was sent and received for answers. It is kept beside their sessions,
 * and shown as read-only texts.
 */
export function createWires(context: Context, log: Logger): KeptWires {
  const files = new SideFiles({ ...storePlace(context), kind: 'wire', maxBytes: maxWireBytes });
  return new KeptWires(files, (error) => log.warn('What was sent and received for an answer was not kept.', error));
}

/**
 * Mark in the address of an answer that went through VS Code, as VS Code may ask for the text while the session is not
 * open.
 */
const lent = 'vscode';

/** Makes the text at an address that `showWire` opens. VS Code asks for it again after a reload. */
export async function wireDocument({ path, query }: Uri, wires: Pick<KeptWires, 'read'>, log: Logger): Promise<string> {
  const [, session = '', answer = ''] = path.split('/');
  try {
    const wire = await wires.read(session, answer);
    if (wire) return await inSlices(wireText(wire, say), pace());
  } catch (error) {
    log.error('What was sent and received for an answer could not be read.', error);
    return say('The request and the response of this answer could not be read. The log says why.');
  }
  if (query === lent)
    return say(
      'VS Code gave the messages to the extension that provides this model. What the extension sends and receives is not seen here, so there is no request and no response to show.',
    );
  return say(
    'Nothing is kept of the request for this answer: it was not sent, this session is a copy, or newer answers needed the space.',
  );
}

/** Shows the request and response of an answer of the session, by its id; without one, of the newest answer from a host. */
export async function showWire(live: LiveSession, answerId: unknown): Promise<void> {
  const sent = ({ target }: AnswerNode): boolean => target.host !== '';
  const answer = typeof answerId === 'string' ? live.answer(answerId) : newestAnswer(live.session, sent);
  if (!answer) return;
  const path = `/${live.id}/${answer.id}/${say('Request and Response')}`;
  const address = Uri.from({ scheme: wireScheme, path, query: isVendorOrigin(answer.target.origin) ? lent : '' });
  await window.showTextDocument(await workspace.openTextDocument(address), { viewColumn: ViewColumn.Beside });
}
