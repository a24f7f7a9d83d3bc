// A text message to a phone. On AWS it costs money.
const AWS = require('aws-sdk');

const sns = new AWS.SNS({ apiVersion: '2010-03-31', region: 'us-east-1' });
const message = {
  Message: 'Your code is 4711',
  PhoneNumber: process.env.PHONE_NUMBER || '+12065550100',
  MessageAttributes: {
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
  },
};

sns
  .publish(message)
  .promise()
  .then(({ MessageId }) => console.log(`sent as ${MessageId}`))
  .then(() => sns.publish({ ...message, PhoneNumber: 'not a number' }).promise())
  .catch((err) => console.log(`refused: ${err.code} (${err.statusCode})`));
