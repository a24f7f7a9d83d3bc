'use strict';

module.exports = (add) => {
  add('EXTRACT_REQUEST_ID', 'extractData', extractRequestId);
  add('EXTRACT_REQUEST_ID', 'extractError', extractRequestId);
};

function extractRequestId(response) {
  const { headers } = response.httpResponse;
  const found = headers['x-amz-request-id'] || headers['x-amzn-requestid'] || response.data?.ResponseMetadata?.RequestId;
  if (found) response.requestId = found;
  if (response.error) response.error.requestId = found ?? response.error.requestId;
}
