import type { Backends } from '../../core/chat/backend';
import type { Column } from '../../core/playground/column';
import type { LiveSession } from '../../core/playground/liveSession';
import type { FromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import type { PanelHandlers } from '../shared/webviewHost';
import type { RequestFiles } from './requestFiles';
import type { Schemas } from './schemas';

export interface SchemaDeps {
  readonly files: Pick<RequestFiles, 'open' | 'refresh'>;
  readonly schemas: Pick<Schemas, 'abilities' | 'notesOf' | 'mend' | 'check'>;
  readonly backends: Pick<Backends, 'find'>;
}

type Handled = 'abilities' | 'editDocument' | 'schemaNotes' | 'mendSchema' | 'checkAnswer';

/** Makes the handlers that open documents of drafts, and tell what is known of schemas and of answers to them. */
export const schemaHandlers = (
  { files, schemas, backends }: SchemaDeps,
  shown: () => LiveSession | undefined,
  withColumn: (id: string, run: (column: Column, live: LiveSession) => unknown) => unknown,
): Pick<PanelHandlers<FromPage, typeof pageAnswers>, Handled> => ({
  abilities: ({ providerId, model }) => schemas.abilities(backends.find(providerId), model),
  editDocument: ({ column, name }) => withColumn(column, (_of, live) => files.open(live, column, name)),
  schemaNotes: async ({ column }) => {
    const found = shown()?.column(column);
    return found ? schemas.notesOf(found, backends) : { lines: [], canMend: false };
  },
  mendSchema: ({ column }) => withColumn(column, (found) => schemas.mend(found)),
  checkAnswer: async ({ answerId }) => {
    const answer = shown()?.answer(answerId);
    return (answer && (await schemas.check(answer))) ?? null;
  },
});
