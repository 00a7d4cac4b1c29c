import { isLoopback } from './endpoint';
import { ChatError } from '../messages/errors';
import type { ChatErrorFacts, ChatErrorKind, ErrorAction, ErrorView } from '../messages/errors';
import type { Say } from '../../base/say';

interface DescribeContext {
  /** The name that the user gave it. */
  readonly providerName: string;
  readonly needsKey: boolean;
  readonly say: Say;
  /** The thing asked for, where it was no answer of a model. */
  readonly asked?: 'models' | 'count';
}

type View = Omit<ErrorView, 'kind'>;

/** An error in words for people: what happened, to what, and what to do next. Never contains a key. */
export function describeChatError(error: unknown, context: DescribeContext): ErrorView {
  const { say } = context;
  if (!(error instanceof ChatError)) {
    return {
      kind: 'unexpected',
      message: say('Something went wrong in AI Field Guide while talking to {0}.', context.providerName),
      advice: say('Retry. If it happens again, please report it with the log (Output panel, AI Field Guide).'),
      actions: ['retry'],
    };
  }
  const { said } = error.facts;
  const facts = said ? { ...error.facts, detail: said(say) } : error.facts;
  const view = views[error.kind](facts, context);
  const { message, advice, actions } = context.asked ? plain(view, error, context.asked, say) : view;
  const { retryAfterMs, isFinal } = facts;
  return {
    ...{ kind: error.kind, message, advice, actions },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(isFinal && { isFinal }),
  };
}

type PlainView = (facts: ChatErrorFacts, say: Say) => Partial<View>;

/** Words for a failed request that was no chat. */
const plainViews: Partial<Record<ChatErrorKind, PlainView>> = {
  stalled: ({ host, idleMs = 0 }, say) => ({
    message: say('{0} gave no answer within {1}, so the request was stopped.', host, humanTime(idleMs, say)),
    advice: say('Retry.'),
  }),
  'cut-off': ({ host }, say) => ({ message: say('The connection to {0} ended too early.', host) }),
  'server-error': ({ retryAfterMs }, say) => (retryAfterMs === undefined ? { advice: say('Retry in a minute.') } : {}),
};

const listViews: Partial<Record<ChatErrorKind, PlainView>> = {
  'not-a-chat-api': (facts, say) =>
    (isAboutPath(facts) || (facts.status === undefined && facts.said)) && facts.model === undefined
      ? {
          message: say('{0} has no list of models at this address{1}', facts.host, says(facts)),
          advice: say(
            'Check the base URL: it usually ends in /v1. If the server has no list of models, type the model id.',
          ),
        }
      : {},
};

const countViews: Partial<Record<ChatErrorKind, PlainView>> = {
  'unknown-model': (_, say) => ({
    advice: say('It counts only for models that it still serves. Count for another model.'),
  }),
  'bad-request': ({ status }, say) =>
    status === 402 || status === 413
      ? {}
      : {
          advice: say(
            'It counts only for models that it still serves, and only texts that fit into their context window.',
          ),
        },
};

function plain(view: View, { kind, facts }: ChatError, asked: 'models' | 'count', say: Say): View {
  const told = { ...view, ...plainViews[kind]?.(facts, say) };
  if (asked === 'models') return { ...told, ...listViews[kind]?.(facts, say) };
  // There is no list of models to choose from: the counter has one model.
  const actions = view.actions.map((action): ErrorAction => (action === 'choose-model' ? 'retry' : action));
  return { ...told, ...countViews[kind]?.(facts, say), actions: [...new Set(actions)] };
}

const views: Record<ChatErrorKind, (facts: ChatErrorFacts, context: DescribeContext) => View> = {
  'missing-key': ({ host, detail }, { providerName, say }) => ({
    message: [say('{0} needs an API key, and none is stored for {1}.', providerName, host), detail]
      .filter((part) => part !== undefined)
      .join(' '),
    advice: say('Set the key: it is kept in the secret storage of VS Code and sent to this host only.'),
    actions: ['set-key'],
  }),
  'wrong-key': (facts, { providerName, say }) => ({
    message: say('{0} ({1}) does not accept the stored key{2}', providerName, facts.host, says(facts)),
    advice: say('Check that the key belongs to this provider and region and has not expired, then set it again.'),
    actions: ['set-key', 'edit-provider'],
  }),
  forbidden: (facts, { needsKey, say }) => ({
    message: say(
      '{0} understood the request{1} but does not allow it{2}',
      facts.host,
      forModel(facts, say),
      says(facts),
    ),
    advice: needsKey
      ? say('The key may not allow this model, or your region may not be served. Try another model or key.')
      : say('The server may need a key, or may accept requests only from other addresses.'),
    actions: needsKey ? ['choose-model', 'set-key'] : ['set-key', 'edit-provider'],
  }),
  'unknown-model': (facts, { say }) => ({
    message: say(
      '{0} has no model {1} that your account can use{2}',
      facts.host,
      quoted(facts.model, say),
      says(facts),
    ),
    advice: say("Choose one from the provider's list. Ids must match exactly, including case, dashes and version."),
    actions: ['choose-model', 'edit-provider'],
  }),
  'bad-request': (facts, { say }) => ({
    message: say('{0} rejected the request{1}{2}', facts.host, forModel(facts, say), says(facts)),
    advice: badRequestAdvice(facts.status, say),
    actions: facts.status === 402 || facts.status === 407 ? ['retry', 'edit-provider'] : ['choose-model', 'retry'],
  }),
  'files-gone': (_facts, { say }) => ({
    message: say('Nothing was sent: an image or file of this conversation is no longer kept beside the session.'),
    advice: say('Attach it again in the message that had it, or delete that message.'),
    actions: ['new-session'],
  }),
  'rate-limited': (facts, { say }) => ({
    message: say('{0} has received too many requests{1}', facts.host, says(facts)),
    advice:
      facts.retryAfterMs === undefined
        ? say('Wait a little, then retry. If the account has run out of credit, waiting does not help.')
        : say('It accepts requests again {0}. Retry then.', inHumanTime(facts.retryAfterMs, say)),
    actions: ['retry', 'choose-model'],
  }),
  'server-error': (facts, { say }) => ({
    message: say('{0} failed on its side{1}', facts.host, says(facts)),
    advice:
      facts.retryAfterMs === undefined
        ? sentences(
            facts.wasRepeated && say('The request was tried twice.'),
            say('Retry in a minute, or choose another model.'),
          )
        : say('It expects to be back {0}. Retry then.', inHumanTime(facts.retryAfterMs, say)),
    actions: ['retry', 'choose-model'],
  }),
  'not-a-chat-api': (facts, { say }) => ({
    message: say('{0} answered, but not as a chat API does{1}', facts.host, says(facts)),
    advice:
      facts.status !== undefined && facts.status >= 300 && facts.status < 400
        ? say('Nothing was sent to that address. If it is the right one, use it as the base URL.')
        : say('Check the base URL: it usually ends in /v1. The answer may also be the sign-in page of a proxy.'),
    actions: ['edit-provider', 'test-connection'],
  }),
  'not-streamed': ({ host }, { say }) => ({
    message: say('{0} sent its answer in one piece, not as a stream.', host),
    advice: say(
      'AI Field Guide reads streams only. Turn on streaming in the server or proxy, or choose another provider.',
    ),
    actions: ['edit-provider', 'retry'],
  }),
  'no-count': (facts, { say }) => ({
    message: say('{0} answered, but not with a plausible number of tokens{1}', facts.host, says(facts)),
    advice: say('Check the base URL. Not every server with the same chat API can count tokens.'),
    actions: ['edit-provider', 'retry'],
  }),
  empty: ({ host, model }, { say }) => ({
    message: say(
      '{0} ended the answer of {1} before the first word, without giving a reason.',
      host,
      quoted(model, say),
    ),
    advice: say('Retry. If it stays empty, choose another model.'),
    actions: ['retry', 'choose-model'],
  }),
  'cut-off': (facts, { say }) => ({
    message: say('The connection to {0} ended before the answer was complete.', facts.host),
    advice: sentences(kept(facts, say), say('Retry.')),
    actions: ['retry'],
  }),
  stalled: (facts, { say }) => ({
    message: say(
      '{0} sent nothing for {1}, so the request was stopped.',
      facts.host,
      humanTime(facts.idleMs ?? 0, say),
    ),
    advice: sentences(
      isLocal(facts) && say('The model may be too large for the machine, or still loading.'),
      kept(facts, say),
      say('Retry.'),
    ),
    actions: ['retry', 'choose-model'],
  }),
  malformed: (facts, { say }) => ({
    message: say('{0} sent data that could not be read{1}', facts.host, says(facts)),
    advice: sentences(
      kept(facts, say),
      say('Retry. If it happens again, check that the base URL points to a chat API.'),
    ),
    actions: ['retry', 'edit-provider'],
  }),
  unreachable: (facts, { providerName, say }) => ({
    message: say('No connection to {0}{1}.', facts.host, inBrackets(facts.detail)),
    advice: unreachableAdvice(facts, providerName, say),
    actions: ['retry', 'edit-provider'],
  }),
  'invalid-url': (facts, { providerName, say }) => ({
    message:
      facts.host === ''
        ? say('{0} has no base URL.', providerName)
        : say(
            'The base URL of {0}, “{1}”, cannot be used. {2}',
            providerName,
            facts.host,
            facts.detail ?? '',
          ).trimEnd(),
    advice: say('Edit the provider. A base URL looks like https://api.example.com/v1.'),
    actions: ['edit-provider'],
  }),
  'in-stream': (facts, { say }) => ({
    message: say('{0} reported an error while answering{1}', facts.host, says(facts)),
    advice: sentences(kept(facts, say), say('Retry, or choose another model.')),
    actions: ['retry', 'choose-model'],
  }),
};

function badRequestAdvice(status: number | undefined, say: Say): string {
  if (status === 402) return say("The account has no credit left. Add some on the provider's website, then retry.");
  if (status === 407)
    return say(
      'A proxy wants you to sign in. Check http.proxy and http.proxyAuthorization in the settings, then retry.',
    );
  if (status === 413)
    return say('The message is too long for it. Shorten it, or choose a model with a larger context window.');
  if (status === 501) return say('The server does not offer what was asked for. Choose another model or provider.');
  return say('Check the model, the temperature and the maximum output tokens: not every model accepts every value.');
}

function unreachableAdvice(facts: ChatErrorFacts, providerName: string, say: Say): string {
  const code = facts.detail ?? '';
  if (isLocal(facts) && /REFUSED/.test(code))
    return say('Start {0}, or check the port in its base URL, then retry.', providerName);
  if (/^(ENOTFOUND|EAI_AGAIN|net::ERR_NAME_NOT_RESOLVED)$/.test(code)) {
    return say('Check the host name in the base URL and the network connection, then retry.');
  }
  if (/CERT_HAS_EXPIRED|CERT_DATE_INVALID|CERT_NOT_YET_VALID/.test(code))
    return say('Its certificate has expired, or the clock of this machine is wrong. Check the date, then retry.');
  if (/ALTNAME|CERT_COMMON_NAME/.test(code))
    return say('Its certificate is for another host name. Check the host in the base URL.');
  if (/^EPROTO$|WRONG_VERSION|SSL_PROTOCOL/.test(code))
    return say('It does not answer with HTTPS at this port. Check http or https, and the port, in the base URL.');
  if (/PROXY|TUNNEL/.test(code))
    return say('The proxy cannot be reached, or does not let the request through. Check http.proxy in the settings.');
  if (/CERT|SSL|TLS|UNABLE_TO_VERIFY/.test(code)) {
    return say(
      'Its certificate is not trusted here. In a company network, check http.proxy and http.systemCertificates.',
    );
  }
  return say('Check the network connection, and the proxy settings of VS Code if there is a proxy, then retry.');
}

const kept = ({ hasOutput }: ChatErrorFacts, say: Say): string | undefined =>
  hasOutput ? say('The text received so far is kept.') : undefined;

const sentences = (...all: readonly (string | false | undefined)[]): string => all.filter(Boolean).join(' ');

/** Whether a status says that there is nothing at this address. */
const isAboutPath = ({ status = 0 }: ChatErrorFacts): boolean => [404, 405, 501].includes(status);

/** Ends a sentence: with the status and the provider's own words, or just with a full stop. */
function says({ status, detail }: ChatErrorFacts): string {
  const code = status === undefined ? '' : ` (HTTP ${status})`;
  if (detail === undefined) return `${code}.`;
  return `${code}: ${detail}${/[.!?…]$/.test(detail) ? '' : '.'}`;
}

const inBrackets = (code: string | undefined): string => (code === undefined ? '' : ` (${code})`);
const forModel = ({ model }: ChatErrorFacts, say: Say): string =>
  model === undefined ? '' : ` ${say('for {0}', quoted(model, say))}`;
const quoted = (text: string | undefined, say: Say): string =>
  text === undefined || text === '' ? say('of that name') : `“${text}”`;
const isLocal = ({ host }: ChatErrorFacts): boolean => isLoopback(`http://${host}`);

const inHumanTime = (ms: number, say: Say): string =>
  ms < 1000 ? say('in a moment') : say('in {0}', humanTime(ms, say));

/** "42 seconds", "3 minutes", "2 hours": rounded up, so that no user comes back too early. */
function humanTime(ms: number, say: Say): string {
  const countOf = (size: number): number => Math.max(1, Math.ceil(ms / size));
  if (ms < 120_000) {
    const seconds = countOf(1_000);
    return seconds === 1 ? say('1 second') : say('{0} seconds', seconds);
  }
  // Minutes are used from two minutes on, and hours from two hours on.
  return ms < 7_200_000 ? say('{0} minutes', countOf(60_000)) : say('{0} hours', countOf(3_600_000));
}
