/** The fields of CustomResourceDefinitions and admission policies (API reference v1.36), in the notation of ../read-fields.ts. */
export const machineryFields = `
CustomResourceDefinition metadata:ObjectMeta spec:CustomResourceDefinitionSpec
  status:CustomResourceDefinitionStatus
CustomResourceDefinitionSpec conversion:CustomResourceConversion group
  names:CustomResourceDefinitionNames preserveUnknownFields:bool scope
  versions:[CustomResourceDefinitionVersion]
CustomResourceDefinitionNames categories:[] kind listKind plural shortNames:[] singular
CustomResourceDefinitionVersion additionalPrinterColumns:[CustomResourceColumnDefinition]
  deprecated:bool deprecationWarning name schema:CustomResourceValidation
  selectableFields:[SelectableField] served:bool storage:bool
  subresources:CustomResourceSubresources
CustomResourceValidation openAPIV3Schema:any
CustomResourceSubresources scale:CustomResourceSubresourceScale
  status:CustomResourceSubresourceStatus
CustomResourceSubresourceStatus
CustomResourceSubresourceScale labelSelectorPath specReplicasPath statusReplicasPath
CustomResourceColumnDefinition description format jsonPath name priority:int32 type
SelectableField jsonPath
CustomResourceConversion strategy webhook:WebhookConversion
WebhookConversion clientConfig:WebhookClientConfig conversionReviewVersions:[]
WebhookClientConfig caBundle:bytes service:ServiceReference url
ServiceReference name namespace path port:int32
CustomResourceDefinitionStatus acceptedNames:CustomResourceDefinitionNames
  conditions:[CustomResourceDefinitionCondition] observedGeneration:int64 storedVersions:[]
CustomResourceDefinitionCondition lastTransitionTime:time message observedGeneration:int64 reason
  status type
ValidatingAdmissionPolicy metadata:ObjectMeta spec:ValidatingAdmissionPolicySpec
  status:ValidatingAdmissionPolicyStatus
ValidatingAdmissionPolicySpec auditAnnotations:[AuditAnnotation] failurePolicy
  matchConditions:[MatchCondition]{name} matchConstraints:MatchResources paramKind:ParamKind
  validations:[Validation] variables:[Variable]{name}
ParamKind ! apiVersion kind
MatchResources ! excludeResourceRules:[NamedRuleWithOperations] matchPolicy
  namespaceSelector:LabelSelector objectSelector:LabelSelector
  resourceRules:[NamedRuleWithOperations]
NamedRuleWithOperations ! apiGroups:[] apiVersions:[] operations:[] resourceNames:[] resources:[]
  scope
Validation expression message messageExpression reason
AuditAnnotation key valueExpression
MatchCondition expression name
Variable ! expression name
ValidatingAdmissionPolicyStatus conditions:[Condition]{type}/- observedGeneration:int64
  typeChecking:TypeChecking
TypeChecking expressionWarnings:[ExpressionWarning]
ExpressionWarning fieldRef warning
ValidatingAdmissionPolicyBinding metadata:ObjectMeta spec:ValidatingAdmissionPolicyBindingSpec
ValidatingAdmissionPolicyBindingSpec matchResources:MatchResources paramRef:ParamRef policyName
  validationActions:[]+/-
ParamRef ! name namespace parameterNotFoundAction selector:LabelSelector
`;
