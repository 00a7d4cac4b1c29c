// Three rules about strings. `words/say`: a sentence for people goes through `say`, so that it can be translated.
// `words/vendors`: what is special about a vendor, a provider or a dialect is a field of a table, and no branch on its name.
// `words/inert`: texts that VS Code looks for links in are shown by one file, which takes the links out.
import path from 'node:path';

const root = import.meta.dirname;

/** Where sentences stay in English, and why. */
export const englishPlaces = {
  'src/core/base/summaryMarkdown.ts': 'Summaries for a pull request, in English as the command line is.',
  'src/core/catalog/dated.ts': 'Facts of the catalog, which are in English on each page, see src/core/pages/README.md.',
  'src/core/catalog/priceRows.ts': 'Facts of the catalog.',
  'src/core/chat/discovery/probes.ts': 'What is sent to a model.',
  'src/core/chat/providers/presetGuides.ts': 'A table of data about vendors, in English as the catalog is.',
  'src/core/chat/providers/providerWords.ts': 'The words of a provider, shortened.',
  'src/core/context/compare/compareMarkdown.ts': 'A summary for a pull request, in English as the command line is.',
  'src/core/context/tools': 'What agents are told, which is sent to their model.',
  'src/core/evals/checks': 'What is stored in the file of a run: the reasons of checks.',
  'src/core/evals/run/judgeQuestion.ts': 'What is sent to a model, and why it cannot be.',
  'src/core/evals/results': 'Reports for CI and other programs, in English as the command line is.',
  'src/core/pages/comparison.ts': 'A table of facts of the catalog.',
  'src/core/playground/session/sessionCodec.ts': 'What is stored in the file of a session.',
  'src/core/playground/selectionMessage.ts': 'What is sent to a model, and the labels that stand for it.',
  'src/webview/shared/strings.ts': 'The table of the words of the pages, which say() translates by their ids.',
  'src/webview/shared/answerStrings.ts': 'The words of answers in that table.',
  'src/webview/shared/columnStrings.ts': 'The words of columns in that table.',
  'src/webview/shared/schemaStrings.ts': 'The words of the schema of an answer in that table.',
  'src/webview/shared/toolStrings.ts': 'The words of tools in that table.',
  'src/webview/shared/tokenStrings.ts': 'The words of tokens in that table.',
  'src/webview/shared/messageStrings.ts': 'The words of the message field in that table.',
  'src/webview/shared/pageStrings.ts': 'The words of pages and cards in that table.',
  'src/webview/shared/parameterStrings.ts': 'The words of parameters in that table.',
  'src/webview/shared/gridStrings.ts': 'The words of the grid in that table.',
  'src/webview/shared/labStrings.ts': 'The words of the lab in that table.',
};

/** Where a name of a vendor may decide: the tables themselves, and what reads a wire format or code of that vendor. */
export const vendorPlaces = {
  'src/core/catalog': 'The tables of models, parameters and prices.',
  'src/core/chat/providerCounting/ways.ts': 'The table of the APIs that count, by the family that is counted for.',
  'src/core/chat/dialects': 'A dialect is the wire format of one vendor.',
  'src/core/chat/providers/presets.ts': 'The table of the providers.',
  'src/core/evals/suite/providerIds.ts': 'The table of the ids of promptfoo.',
  'src/core/code': 'The tables of calls and ids, by the package of a vendor.',
  'src/core/glossary': 'Terms that are named after vendors.',
};

const vendors = new Set([
  ...['openai', 'anthropic', 'google', 'gemini', 'meta', 'mistral', 'azure', 'bedrock', 'vertex', 'groq', 'xai'],
  ...['deepseek', 'cohere', 'openrouter', 'ollama', 'lmstudio', 'llamacpp', 'vllm', 'qwen', 'together', 'pocket'],
  ...['chat-completions', 'responses', 'anthropic-messages'],
]);

const isIn = (places, file) => Object.keys(places).some((place) => file === place || file.startsWith(`${place}/`));
const fileOf = (context) => path.relative(root, context.filename).replaceAll('\\', '/');

/** What stands in a literal, `{}` for each of its expressions, or `undefined` for what is no text. */
function textOf(node) {
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join('{}');
  return typeof node.value === 'string' ? node.value : undefined;
}

/** Begins with a capital letter or a value, ends as a sentence does, and has three words. */
function isSentence(text) {
  const words = text.trim().split(/\s+/);
  return words.length >= 3 && /^["“‘(]?(?:\p{Lu}|\{\})/u.test(words[0]) && /[.?!…]["”’)]?$/u.test(words.at(-1));
}

/** A capitalised word, or several things with a word among them. One word in lower case may be an id. */
const isWords = (text) =>
  text !== 'AI Field Guide' &&
  (/\p{Lu}\p{Ll}/u.test(text) || /\p{Ll}{2}.*[\s,]|[\s,].*\p{Ll}{2}/su.test(withoutIcons(text)));

const withoutIcons = (text) => text.replaceAll(/\$\([\w~-]+\)/g, '').trim();

/** What VS Code shows of an object that is handed to it. */
const shownKeys = new Set([
  ...['title', 'placeHolder', 'placeholder', 'prompt', 'detail', 'tooltip', 'label', 'description'],
]);

/** Which argument of a call VS Code shows, by the name of the function or class. */
const shownArguments = { commandOf: 1, rowItem: 0, FileDecoration: 1 };

/** Whether a node is a part of the text that its parent makes: a branch, a piece of a template, an entry of what is joined. */
const isPart = ({ type, test, property }, node) =>
  /^(?:ConditionalExpression|LogicalExpression|TemplateLiteral|ArrayExpression|SpreadElement)$/.test(type)
    ? test !== node
    : type === 'MemberExpression'
      ? /^(?:join|filter)$/.test(property.name)
      : type === 'CallExpression' && node.type === 'MemberExpression';

/** Whether it is shown, whatever it is a part of. */
function isShown(node) {
  let each = node;
  while (isPart(each.parent, each)) each = each.parent;
  const { type, key, value, id, callee, arguments: given = [] } = each.parent;
  if (type === 'Property') return value === each && shownKeys.has(key.name);
  if (type === 'VariableDeclarator') return shownKeys.has(id.name);
  return given.includes(each) && given.indexOf(each) === shownArguments[callee.name];
}

/** What comes first says which kind of message it is. */
const isMessage = (call, node) =>
  call.type === 'CallExpression' &&
  ((call.callee.name === 'showMessage' && call.arguments[0] !== node) || call.callee.name === 'showModal');

const isLog = ({ object }) => /log$/i.test(object?.property?.name ?? object?.name ?? '');

function isSaidOrLogged({ type, callee }) {
  if (type !== 'CallExpression') return false;
  if (callee.type === 'Identifier') return callee.name === 'say';
  return callee.property?.name === 'say' || callee.object?.name === 'l10n' || isLog(callee);
}

/** The message of an error is for developers and logs: what people read of it is written where it is shown. */
const isOfError = ({ parent: { type, callee } }) =>
  (type === 'NewExpression' && /Error$|^MalformedEvent$/.test(callee.name)) || callee?.type === 'Super';

/** The nodes around this one, up to the function that it stands in. */
function* around(node) {
  for (let each = node.parent; each && !/Function|Class/.test(each.type); each = each.parent) yield each;
}

const say = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = fileOf(context);
    if (isIn(englishPlaces, file)) return {};
    const isEditor = file.startsWith('src/editor/');
    const check = (node) => {
      const text = textOf(node);
      if (text === undefined || /^TS|^Import|^Export(?:All|Named)/.test(node.parent.type)) return;
      const isLabel = isEditor && isWords(text) && (isShown(node) || isMessage(node.parent, node));
      if (!isSentence(text) && !isLabel) return;
      if (isOfError(node) || [...around(node)].some(isSaidOrLogged)) return;
      context.report({ node, message: 'A sentence for people goes through say(), see src/editor/shared/README.md.' });
    };
    return { Literal: check, TemplateLiteral: check };
  },
};

const vendorRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    if (isIn(vendorPlaces, fileOf(context))) return {};
    const check = (node) => {
      if (node?.type !== 'Literal' || !vendors.has(node.value)) return;
      const message = `What is special about ${node.value} is a field of its table, and no branch on its name.`;
      context.report({ node, message });
    };
    return {
      'BinaryExpression[operator=/^[!=]==?$/]': ({ left, right }) => [left, right].forEach(check),
      SwitchCase: ({ test }) => check(test),
      'CallExpression[callee.property.name=/^(?:includes|startsWith|endsWith|indexOf|has)$/]': (call) => {
        call.arguments.forEach(check);
        if (call.callee.object.type === 'ArrayExpression') call.callee.object.elements.forEach(check);
      },
    };
  },
};

/** The one file that shows texts in which VS Code makes a link of `[words](command:…)`. */
export const messagesFile = 'src/editor/shared/messages.ts';
const linking = /^(?:show(?:Information|Warning|Error)Message|showInputBox|withProgress)$/;

const inert = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    if (fileOf(context) === messagesFile) return {};
    const report = (node) =>
      context.report({ node, message: `Links in it would run commands: show it with ${messagesFile}.` });
    return {
      Identifier: (node) => linking.test(node.name) && report(node),
      Literal: (node) => linking.test(node.value) && report(node),
      'MemberExpression[computed=true][object.name="window"]': report,
      'AssignmentExpression > MemberExpression.left': (node) =>
        /^(?:prompt|validationMessage)$/.test(node.property.name) && report(node),
    };
  },
};

export const plugin = { rules: { say, vendors: vendorRule, inert } };
