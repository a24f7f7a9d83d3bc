// A text message to a phone. On AWS it costs money.
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { fromKeyward } from 'keyward';

const sns = new SNSClient({ region: 'us-east-1', credentials: fromKeyward() });
const message = {
  Message: 'Your code is 4711',
  PhoneNumber: process.env.PHONE_NUMBER ?? '+12065550100',
  MessageAttributes: {
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
  },
};

const { MessageId } = await sns.send(new PublishCommand(message));
console.log(`sent as ${MessageId}`);
try {
  await sns.send(new PublishCommand({ ...message, PhoneNumber: 'not a number' }));
} catch (error) {
  console.log(`refused: ${error.Error.Code} (${error.$metadata.httpStatusCode})`);
}
