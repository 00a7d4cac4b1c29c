import type { EarlierRequest } from '../../chat/cacheMiss';
import type { AskedAfter } from '../../chat/missedCache';
import { definitionsOf, messagesFor, paramsOf } from './messagesFor';
import type { AnswerNode, SessionNode } from './sessionSchema';
import { turnsTo } from './sessionTree';
import type { Session } from './sessionTree';

/** The most requests, as each is compared word by word. */
const mostRequests = 5;

/**
 * Returns when an answer was asked for, and the requests before it that its provider may have cached. These are looked
 * up only where they are wanted.
 */
export function askedAfter(session: Session, answerId: string): AskedAfter {
  const answer = session.nodes.get(answerId);
  if (answer?.kind !== 'answer') return { at: 0, earlier: () => [] };
  return { at: answer.at, earlier: () => earlierRequests(session, answer) };
}

/**
 * Returns requests that the provider of an answer was asked before it, on any branch, and whose tokens it counted.
 * Those to the same model come first, and among them those on the answer's own path. Other branches count because
 * columns ask in between.
 */
function earlierRequests({ nodes, ...session }: Session, answer: AnswerNode): EarlierRequest[] {
  const path = new Set(turnsTo({ nodes, ...session }, answer.parent).map(({ prompt }) => prompt.id));
  const isCandidate = (node: SessionNode): node is Counted =>
    node.kind === 'answer' && node.usage !== undefined && node.target.origin === answer.target.origin;
  const answers = [...nodes.values()]
    .filter(isCandidate)
    .filter((node) => node.id !== answer.id && isCached(node, answer));
  const rankOf = ({ parent, target }: AnswerNode): number =>
    (target.model === answer.target.model ? 2 : 0) + (path.has(parent ?? '') ? 1 : 0);
  const likeliest = answers.sort((a, b) => rankOf(b) - rankOf(a) || b.at - a.at).slice(0, mostRequests);
  return likeliest.flatMap(({ parent, target, at, usage }) => {
    const prompt = parent === null ? undefined : nodes.get(parent);
    if (prompt?.kind !== 'prompt') return [];
    const request = {
      ...{ model: target.model, params: paramsOf(target) },
      ...definitionsOf(target),
      ...messagesFor({ nodes, ...session }, prompt),
    };
    return [{ request, at, inputTokens: usage.inputTokens }];
  });
}

type Counted = AnswerNode & Required<Pick<AnswerNode, 'usage'>>;

/**
 * Tells whether the prompt of an answer may have been cached before `now` was asked for: it can be once its answer
 * begins. Prompts that were sent at the same time, to several columns or several times, are not cached.
 */
const isCached = ({ at, firstTokenMs, durationMs = 0 }: AnswerNode, now: AnswerNode): boolean =>
  at + (firstTokenMs ?? durationMs) < now.at;
