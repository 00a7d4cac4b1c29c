// Provides models to VS Code as other extensions do. There is none before a test offers some; the id of a model says how it behaves.
const vscode = require('vscode');

/** The words of the question come back one by one. */
async function echo(messages, progress) {
  for (const word of textOf(messages.at(-1)).split(/(?<= )/)) progress.report(new vscode.LanguageModelTextPart(word));
}

const behaviours = {
  echo,
  /** Goes on until it is stopped. */
  async endless(_messages, progress, token) {
    progress.report(new vscode.LanguageModelTextPart('On and on'));
    await new Promise((resolve) => token.onCancellationRequested(resolve));
  },
  async blocked() {
    throw vscode.LanguageModelError.Blocked('Come back tomorrow.');
  },
};

const textOf = ({ content }) => content.map(({ value = '' }) => value).join('');

exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  let offered = [];
  /** Requests that came, as tests look at them. */
  const seen = { asked: [], counted: [], stopped: 0 };
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('lender', {
      onDidChangeLanguageModelChatInformation: changed.event,
      provideLanguageModelChatInformation: () =>
        offered.map((id) => ({
          ...{ id, name: id, family: 'lent', version: '1', maxInputTokens: 8_000, maxOutputTokens: 1_000 },
          capabilities: { toolCalling: true },
        })),
      async provideLanguageModelChatResponse({ id }, messages, _options, progress, token) {
        seen.asked.push(messages.map((message) => ({ role: message.role, text: textOf(message) })));
        token.onCancellationRequested(() => seen.stopped++);
        await behaviours[id](messages, progress, token);
      },
      async provideTokenCount(_model, text) {
        seen.counted.push(text);
        return 1_000 + text.length;
      },
    }),
  );
  return {
    seen,
    offer: (...ids) => {
      offered = ids;
      changed.fire();
    },
  };
};
