import './manyTries';
import '../../unit/core/prompts/language/checkPrompt.test';
import '../../unit/core/prompts/template/hostileHandlebars.test';
import '../../unit/core/prompts/convert/convertPrompt.test';
import '../../unit/core/prompts/forms/readPrompt.test';
import '../../unit/core/prompts/template/nunjucks.test';
import '../../unit/core/prompts/forms/mangledForms.test';
