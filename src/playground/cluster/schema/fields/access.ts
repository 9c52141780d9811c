/** The fields of roles, bindings, reviews and tokens (API reference v1.36), in the notation of ../read-fields.ts. */
export const accessFields = `
Role metadata:ObjectMeta rules:[PolicyRule]
PolicyRule apiGroups:[] nonResourceURLs:[] resourceNames:[] resources:[] verbs:[]
RoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject]
Subject ! apiGroup kind name namespace
RoleRef ! apiGroup kind name
ClusterRole aggregationRule:AggregationRule metadata:ObjectMeta rules:[PolicyRule]
AggregationRule clusterRoleSelectors:[LabelSelector]
ClusterRoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject]
TokenRequest metadata:ObjectMeta spec:TokenRequestSpec status:TokenRequestStatus
TokenRequestSpec audiences:[] boundObjectRef:BoundObjectReference expirationSeconds:int64
BoundObjectReference apiVersion kind name uid
TokenRequestStatus expirationTimestamp:time token
TokenReview metadata:ObjectMeta spec:TokenReviewSpec status:TokenReviewStatus
TokenReviewSpec audiences:[] token
TokenReviewStatus audiences:[] authenticated:bool error user:UserInfo
UserInfo extra:{[]} groups:[] uid username
SelfSubjectReview metadata:ObjectMeta status:SelfSubjectReviewStatus
SelfSubjectReviewStatus userInfo:UserInfo
SubjectAccessReview metadata:ObjectMeta spec:SubjectAccessReviewSpec
  status:SubjectAccessReviewStatus
SubjectAccessReviewSpec extra:{[]} groups:[] nonResourceAttributes:NonResourceAttributes
  resourceAttributes:ResourceAttributes uid user
ResourceAttributes fieldSelector:FieldSelectorAttributes group
  labelSelector:LabelSelectorAttributes name namespace resource subresource verb version
FieldSelectorAttributes rawSelector requirements:[FieldSelectorRequirement]
FieldSelectorRequirement key operator values:[]
LabelSelectorAttributes rawSelector requirements:[LabelSelectorRequirement]
NonResourceAttributes path verb
SubjectAccessReviewStatus allowed:bool denied:bool evaluationError reason
LocalSubjectAccessReview metadata:ObjectMeta spec:SubjectAccessReviewSpec
  status:SubjectAccessReviewStatus
SelfSubjectAccessReview metadata:ObjectMeta spec:SelfSubjectAccessReviewSpec
  status:SubjectAccessReviewStatus
SelfSubjectAccessReviewSpec nonResourceAttributes:NonResourceAttributes
  resourceAttributes:ResourceAttributes
SelfSubjectRulesReview metadata:ObjectMeta spec:SelfSubjectRulesReviewSpec
  status:SubjectRulesReviewStatus
SelfSubjectRulesReviewSpec namespace
SubjectRulesReviewStatus evaluationError incomplete:bool nonResourceRules:[NonResourceRule]
  resourceRules:[ResourceRule]
ResourceRule apiGroups:[] resourceNames:[] resources:[] verbs:[]
NonResourceRule nonResourceURLs:[] verbs:[]
`;
