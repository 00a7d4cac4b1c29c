import type { EarlierRequest } from '../../chat/cacheMiss';
import type { AskedAfter } from '../../chat/missedCache';
import { messagesFor, paramsOf } from './messagesFor';
import type { AnswerNode } from './sessionSchema';
import type { Session } from './sessionTree';

/** Providers look back a few minutes: what was asked before that is in no cache. */
const mostRequests = 5;

/** What an answer was asked after, as far as its provider may have cached it. It is looked at only where it is wanted. */
export function askedAfter(session: Session, answerId: string): AskedAfter {
  const answer = session.nodes.get(answerId);
  if (answer?.kind !== 'answer') return { at: 0, earlier: () => [] };
  return { at: answer.at, earlier: () => earlierRequests(session, answer) };
}

/** The newest requests that the provider of an answer was asked before it, on any branch, and counted. */
function earlierRequests({ nodes, ...session }: Session, answer: AnswerNode): EarlierRequest[] {
  const answers = [...nodes.values()].filter(
    (node): node is AnswerNode & Required<Pick<AnswerNode, 'usage'>> =>
      node.kind === 'answer' &&
      node.usage !== undefined &&
      node.id !== answer.id &&
      node.at <= answer.at &&
      node.target.origin === answer.target.origin,
  );
  const newest = answers.sort((a, b) => b.at - a.at).slice(0, mostRequests);
  return newest.flatMap(({ parent, target, at, usage }) => {
    const prompt = parent === null ? undefined : nodes.get(parent);
    if (prompt?.kind !== 'prompt') return [];
    const request = { model: target.model, params: paramsOf(target), ...messagesFor({ nodes, ...session }, prompt) };
    return [{ request, at, inputTokens: usage.inputTokens }];
  });
}
