import { answerCheck } from './answerCheck';
import { SchemaNotes, schemaChip, schemaNotes, schemaProblem } from './schemaLine';
import { callCards, resultCards } from './toolCards';
import { callsLine, loopLine } from './toolNotes';
import { toolsChip, toolsNotes, toolsProblem } from './toolsChip';

/** All that draws tools and schemas. */
export const parts = {
  ...{ callCards, resultCards, callsLine, loopLine, toolsChip, toolsNotes, toolsProblem },
  ...{ answerCheck, SchemaNotes, schemaChip, schemaNotes, schemaProblem },
};
export type ToolParts = typeof parts;
