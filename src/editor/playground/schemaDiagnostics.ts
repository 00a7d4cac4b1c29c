import { Disposable, Range, Uri, WorkspaceEdit, languages, workspace } from 'vscode';
import type { CodeAction, Diagnostic, TextDocument } from 'vscode';
import type { Backends } from '../../core/chat/backend';
import { isRecord, parseJson } from '../../core/base/json';
import { documentAt } from '../../core/playground/requestDocuments';
import { mendSchema } from '../../core/schema/mendSchema';
import { stretchesIn } from '../../core/schema/schemaPlaces';
import { unknownWords } from '../../core/schema/schemaNotes';
import { schemaProblems } from '../../core/schema/schemaProblems';
import type { SchemaProblem } from '../../core/schema/schemaProblems';
import type { SchemaSupport } from '../../core/schema/schemaSupport';
import { fixWords, problemWords } from '../../core/schema/schemaWords';
import { requestScheme } from '../shared/contributions';
import { newDiagnostic, quickFix } from '../shared/diagnostics';
import { Follower } from '../shared/follower';
import type { Logger } from '../shared/log';
import { say } from '../shared/words';
import type { RequestFiles } from './requestFiles';
import type { Schemas } from './schemas';
import type { WindowSessions } from './windowSessions';
import { rangeOf } from '../shared/ranges';

/** Milliseconds of quiet after the last change. */
const quietMs = 200;

interface Shown {
  readonly diagnostic: Diagnostic;
  readonly problem: SchemaProblem;
}

interface DiagnosticsDeps {
  readonly sessions: Pick<WindowSessions, 'find'>;
  readonly backends: Pick<Backends, 'find'>;
  readonly schemas: Pick<Schemas, 'supportOf'>;
  readonly files: Pick<RequestFiles, 'onDidChangeDrafts'>;
  readonly log: Logger;
}

/** Marks in the document of a schema what the provider of its draft refuses or ignores, and offers fixes. */
export function showSchemaProblems({ sessions, backends, schemas, files, log }: DiagnosticsDeps): Disposable {
  const collection = languages.createDiagnosticCollection('aiFieldGuide.schema');
  const shown = new Map<string, { readonly found: readonly Shown[]; readonly provider: string }>();

  const supportOf = async ({ uri }: TextDocument): Promise<SchemaSupport | undefined> => {
    const place = documentAt(uri.path);
    const draft = place && sessions.find(place.session)?.column(place.column)?.draft;
    const backend = draft && backends.find(draft.providerId);
    return backend && schemas.supportOf(backend);
  };
  const look = async (document: TextDocument): Promise<void> => {
    const support = await supportOf(document);
    const schema = parseJson(document.getText());
    const address = document.uri.toString();
    if (!support || !isRecord(schema) || document.isClosed) {
      shown.delete(address);
      return collection.delete(document.uri);
    }
    const problems = schemaProblems(schema, support);
    const places = stretchesIn(document.getText());
    const found = problems
      .filter(({ severity }) => severity !== 'unknown')
      .map((problem): Shown => ({
        problem,
        diagnostic: diagnosticOf(document, places(problem.path), problem, support),
      }));
    shown.set(address, { found, provider: support.name });
    collection.set(document.uri, [
      ...found.map(({ diagnostic }) => diagnostic),
      ...unknownIn(document, problems, support),
    ]);
  };
  const looks = new Follower({
    run: async () => {
      for (const document of workspace.textDocuments.filter(isSchema)) await look(document);
    },
    failed: (error, isNew) => isNew && log.error('A schema could not be looked through.', error),
  });
  const soon = (): void => looks.soon(quietMs);
  soon();
  return Disposable.from(
    collection,
    workspace.onDidOpenTextDocument((document) => isSchema(document) && soon()),
    workspace.onDidChangeTextDocument(({ document }) => isSchema(document) && soon()),
    workspace.onDidCloseTextDocument((document) => isSchema(document) && collection.delete(document.uri)),
    files.onDidChangeDrafts(soon),
    languages.registerCodeActionsProvider(
      { scheme: requestScheme },
      {
        provideCodeActions: (document, range) => {
          const { found = [], provider = '' } = shown.get(document.uri.toString()) ?? {};
          return fixesAt(document, range, found, provider);
        },
      },
    ),
    { dispose: () => looks.stop() },
  );
}

const isSchema = ({ uri }: TextDocument): boolean =>
  uri.scheme === requestScheme && documentAt(uri.path)?.name === 'schema';

function diagnosticOf(
  document: TextDocument,
  { start, end }: ReturnType<ReturnType<typeof stretchesIn>>,
  problem: SchemaProblem,
  { name, sources, checked }: SchemaSupport,
): Diagnostic {
  const range = rangeOf(document, { start, end });
  const code = { value: checked, target: Uri.parse(sources[0]?.url ?? '') };
  const severity = problem.severity === 'refused' ? 'warning' : 'information';
  return newDiagnostic(range, problemWords(problem, name, say), severity, { code });
}

/** Puts the unknown parts into one sentence, at the top. */
function unknownIn(document: TextDocument, problems: readonly SchemaProblem[], support: SchemaSupport): Diagnostic[] {
  const words = unknownWords(problems, support, say);
  return words === undefined ? [] : [newDiagnostic(document.lineAt(0).range, words, 'hint')];
}

function fixesAt(document: TextDocument, range: Range, found: readonly Shown[], provider: string): CodeAction[] {
  const fixable = found.filter(({ problem }) => problem.fix !== undefined);
  const here = fixable.filter(({ diagnostic }) => diagnostic.range.intersection(range));
  const single = here.flatMap((each) => {
    const keyword = String(each.problem.path.at(-1) ?? '');
    return fixOf(document, [each], fixWords(each.problem.fix ?? 'drop', keyword, say));
  });
  const refused = fixable.filter(({ problem }) => problem.severity === 'refused');
  const all =
    here.length > 0 && refused.length > 1 ? fixOf(document, refused, say('Change all that {0} refuses', provider)) : [];
  return [...single, ...all];
}

function fixOf(document: TextDocument, shown: readonly Shown[], title: string): CodeAction[] {
  const schema = parseJson(document.getText());
  const mended = isRecord(schema)
    ? mendSchema(
        schema,
        shown.map(({ problem }) => problem),
      )
    : undefined;
  if (!mended) return [];
  const action = quickFix(
    title,
    shown.map(({ diagnostic }) => diagnostic),
  );
  action.edit = new WorkspaceEdit();
  const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  action.edit.replace(document.uri, whole, `${JSON.stringify(mended, undefined, 2)}\n`);
  return [action];
}
