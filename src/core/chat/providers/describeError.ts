import { isLoopback } from './endpoint';
import { ChatError } from '../messages/errors';
import type { ChatErrorFacts, ChatErrorKind, ErrorAction, ErrorView } from '../messages/errors';

export interface DescribeContext {
  /** As the user calls it. */
  readonly providerName: string;
  readonly needsKey: boolean;
  /** What was asked for, where it was no answer of a model. */
  readonly asked?: 'count';
}

type View = Omit<ErrorView, 'kind'>;

/** An error in words for people: what happened, to what, and what to do next. Never contains a key. */
export function describeChatError(error: unknown, context: DescribeContext): ErrorView {
  if (!(error instanceof ChatError)) {
    return {
      kind: 'unexpected',
      message: `Something went wrong in AI Field Guide while talking to ${context.providerName}.`,
      advice: 'Retry. If it happens again, please report it with the log (Output panel, AI Field Guide).',
      actions: ['retry'],
    };
  }
  const view = views[error.kind](error.facts, context);
  const { message, advice, actions } = context.asked === 'count' ? forCount(view, error) : view;
  return { kind: error.kind, message: inert(message), advice: inert(advice), actions };
}

type CountView = (facts: ChatErrorFacts) => Partial<View>;

/** Of a count nothing is kept, and it is asked for once. */
const countViews: Partial<Record<ChatErrorKind, CountView>> = {
  stalled: (facts) => ({
    message: `${facts.host} gave no count within ${humanTime(facts.idleMs ?? 0)}, so the request was ended.`,
    advice: 'Nothing was counted. Retry.',
  }),
  'cut-off': ({ host }) => ({
    message: `The connection to ${host} ended before the count was there.`,
    advice: 'Nothing was counted. Retry.',
  }),
  'server-error': ({ retryAfterMs }) =>
    retryAfterMs === undefined ? { advice: 'Nothing was counted. Retry in a minute.' } : {},
  'unknown-model': () => ({ advice: 'It counts for the models that it still serves. Count for another model.' }),
  'bad-request': ({ status }) =>
    status === 402 || status === 413
      ? {}
      : { advice: 'It counts for the models that it still serves, and texts that fit into their window.' },
};

function forCount(view: View, { kind, facts }: ChatError): View {
  // There is no list of models to choose from: the counter has one model.
  const actions = view.actions.map((action): ErrorAction => (action === 'choose-model' ? 'retry' : action));
  return { ...view, ...countViews[kind]?.(facts), actions: [...new Set(actions)] };
}

/** A notification of VS Code makes a link of [words](command:...), and some of these words come from outside. */
const inert = (text: string): string => text.replaceAll('](', '] (');

const views: Record<ChatErrorKind, (facts: ChatErrorFacts, context: DescribeContext) => View> = {
  'missing-key': ({ host, detail }, { providerName }) => ({
    message: `${providerName} wants an API key, and none is stored for ${host}.${detail === undefined ? '' : ` ${detail}`}`,
    advice: 'Set the key: it is kept in the secret storage of VS Code and sent to this host only.',
    actions: ['set-key'],
  }),
  'wrong-key': (facts, { providerName }) => ({
    message: `${providerName} (${facts.host}) does not accept the stored key${says(facts)}`,
    advice: 'Check that the key belongs to this provider and region and has not expired, then set it again.',
    actions: ['set-key', 'edit-provider'],
  }),
  forbidden: (facts, { needsKey }) => ({
    message: `${facts.host} understood the request${forModel(facts)} but does not allow it${says(facts)}`,
    advice: needsKey
      ? 'The key may lack the right to use this model, or your region is not served. Try another model or key.'
      : 'The server may want a key, or may accept requests from other addresses only.',
    actions: needsKey ? ['choose-model', 'set-key'] : ['set-key', 'edit-provider'],
  }),
  'unknown-model': (facts) => ({
    message: `${facts.host} has no model ${quoted(facts.model)} that your account can use${says(facts)}`,
    advice: 'Choose one from the list of the provider. Ids are exact: case, dashes and version count.',
    actions: ['choose-model', 'edit-provider'],
  }),
  'bad-request': (facts) => ({
    message: `${facts.host} rejected the request${forModel(facts)}${says(facts)}`,
    advice:
      facts.status === 402
        ? 'The account has no credit left. Add some on the page of the provider, then retry.'
        : facts.status === 413
          ? 'The message is too long for it. Shorten it, or choose a model with a larger context window.'
          : 'Check the model, the temperature and the maximum of output tokens: not every model takes every value.',
    actions: facts.status === 402 ? ['retry', 'edit-provider'] : ['choose-model', 'retry'],
  }),
  'rate-limited': (facts) => ({
    message: `${facts.host} has had too many requests for now${says(facts)}`,
    advice:
      facts.retryAfterMs === undefined
        ? 'Wait a little, then retry. If the account has run out of credit, waiting does not help.'
        : `It takes requests again ${inHumanTime(facts.retryAfterMs)}. Retry then.`,
    actions: ['retry', 'choose-model'],
  }),
  'server-error': (facts) => ({
    message: `${facts.host} failed on its side${says(facts)}`,
    advice:
      facts.retryAfterMs === undefined
        ? 'It was asked twice. Retry in a minute, or choose another model.'
        : `It expects to be back ${inHumanTime(facts.retryAfterMs)}. Retry then.`,
    actions: ['retry', 'choose-model'],
  }),
  'not-a-chat-api': (facts) => ({
    message: `${facts.host} answered, but not as a chat API does${says(facts)}`,
    advice:
      facts.status !== undefined && facts.status >= 300 && facts.status < 400
        ? 'Nothing was sent on to that address. If it is the right one, make it the base URL.'
        : 'Check the base URL: it usually ends in /v1. The sign-in page of a proxy can also answer in its place.',
    actions: ['edit-provider', 'test-connection'],
  }),
  'no-count': (facts) => ({
    message: `${facts.host} answered, but not with a number of tokens that can be true${says(facts)}`,
    advice: 'Check the base URL. Not every server that speaks the same chat API counts tokens too.',
    actions: ['edit-provider', 'retry'],
  }),
  empty: ({ host, model }) => ({
    message: `${host} ended the answer of ${quoted(model)} before its first word, without saying why.`,
    advice: 'Retry. If it stays empty, choose another model.',
    actions: ['retry', 'choose-model'],
  }),
  'cut-off': (facts) => ({
    message: `The connection to ${facts.host} ended before the answer was complete${inBrackets(facts.detail)}.`,
    advice: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  }),
  stalled: (facts) => ({
    message: `${facts.host} sent nothing for ${humanTime(facts.idleMs ?? 0)}, so the request was ended.`,
    advice: isLocal(facts)
      ? 'The model may be too large for the machine, or still loading. What had arrived is kept; retry.'
      : 'What had arrived is kept. Retry to ask again.',
    actions: ['retry', 'choose-model'],
  }),
  malformed: (facts) => ({
    message: `${facts.host} sent something in the middle of the answer that cannot be read${says(facts)}`,
    advice: 'What had arrived is kept. Retry; if it happens again, check that the base URL is that of a chat API.',
    actions: ['retry', 'edit-provider'],
  }),
  unreachable: (facts, { providerName }) => ({
    message: `No connection to ${facts.host}${inBrackets(facts.detail)}.`,
    advice: unreachableAdvice(facts, providerName),
    actions: ['retry', 'edit-provider'],
  }),
  'invalid-url': (facts, { providerName }) => ({
    message:
      facts.host === ''
        ? `${providerName} has no base URL.`
        : `The base URL of ${providerName}, “${facts.host}”, cannot be used. ${facts.detail ?? ''}`.trimEnd(),
    advice: 'Edit the provider. A base URL looks like https://api.example.com/v1.',
    actions: ['edit-provider'],
  }),
  'in-stream': (facts) => ({
    message: `${facts.host} reported an error while answering${says(facts)}`,
    advice: 'What had arrived is kept. Retry, or choose another model.',
    actions: ['retry', 'choose-model'],
  }),
};

function unreachableAdvice(facts: ChatErrorFacts, providerName: string): string {
  const code = facts.detail ?? '';
  if (isLocal(facts) && /REFUSED/.test(code))
    return `Start ${providerName}, or check the port in its base URL, then retry.`;
  if (/^(ENOTFOUND|EAI_AGAIN|net::ERR_NAME_NOT_RESOLVED)$/.test(code)) {
    return 'Check the host name in the base URL and the network connection, then retry.';
  }
  if (/CERT|SSL|TLS/.test(code)) {
    return 'Its certificate is not trusted here. In a company network, check http.proxy and http.systemCertificates.';
  }
  return 'Check the network connection, and the proxy settings of VS Code if there is a proxy, then retry.';
}

/** Ends a sentence: with the status and the provider's own words, or just with a full stop. */
function says({ status, detail }: ChatErrorFacts): string {
  const code = status === undefined ? '' : ` (HTTP ${status})`;
  if (detail === undefined) return `${code}.`;
  return `${code}: ${detail}${/[.!?…]$/.test(detail) ? '' : '.'}`;
}

const inBrackets = (code: string | undefined): string => (code === undefined ? '' : ` (${code})`);
const forModel = ({ model }: ChatErrorFacts): string => (model === undefined ? '' : ` for ${quoted(model)}`);
const quoted = (text: string | undefined): string => (text === undefined || text === '' ? 'of that name' : `“${text}”`);
const isLocal = ({ host }: ChatErrorFacts): boolean => isLoopback(`http://${host}`);

const inHumanTime = (ms: number): string => (ms < 1000 ? 'in a moment' : `in ${humanTime(ms)}`);

/** "42 seconds", "3 minutes", "2 hours": rounded up, so that nobody comes too early. */
function humanTime(ms: number): string {
  const [size, unit] = ms < 120_000 ? [1_000, 'second'] : ms < 7_200_000 ? [60_000, 'minute'] : [3_600_000, 'hour'];
  const count = Math.max(1, Math.ceil(ms / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
