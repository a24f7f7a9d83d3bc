'use strict';

const { coded, error } = require('../util/error.cjs');

const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

module.exports = (add, addAsync) => {
  addAsync('VALIDATE_CREDENTIALS', 'validate', function VALIDATE_CREDENTIALS(request, done) {
    const { service, response } = request;
    const authtype = service.authtypeOf(request.operation);
    if (authtype === 'none') return done();
    if (authtype === 'bearer') return validateToken(request, done);
    return service.config.getCredentials((err) => {
      if (err) {
        response.error = error(err, { code: 'CredentialsError', message: 'Missing credentials in config' });
      }
      done();
    });
  });

  add('VALIDATE_REGION', 'validate', function VALIDATE_REGION({ service, response }) {
    if (service.isGlobalEndpoint) return;
    const { region } = service.config;
    if (!region) response.error = coded('ConfigError', 'Missing region in config');
    else if (!HOST_LABEL.test(region)) response.error = coded('ConfigError', 'Invalid region in config');
  });

  add('BUILD_IDEMPOTENCY_TOKENS', 'validate', function BUILD_IDEMPOTENCY_TOKENS(request) {
    const { idempotentMembers } = request.service.api.operations[request.operation];
    if (idempotentMembers.length === 0) return;
    const params = { ...request.params };
    for (const name of idempotentMembers) params[name] ||= crypto.randomUUID();
    request.params = params;
  });

  add('VALIDATE_PARAMETERS', 'validate', function VALIDATE_PARAMETERS(request) {
    const { service, operation, params } = request;
    const { ParamValidator } = require('../service/validate.cjs');
    new ParamValidator(service.config.paramValidation).validate(service.api.operations[operation].input, params);
  });
};

function validateToken({ service, response }, done) {
  service.config.getToken((err) => {
    if (err) response.error = error(err, { code: 'TokenError' });
    done();
  });
}
