import './manyTries';
import '../../unit/core/chat/providers/hideSecrets.test';
import '../../unit/core/chat/keysInAnswers.test';
import '../../unit/core/chat/exchange/wire.test';
