import './manyTries';
import '../../unit/core/chat/hideSecrets.test';
import '../../unit/core/chat/keysInAnswers.test';
import '../../unit/core/chat/wire.test';
