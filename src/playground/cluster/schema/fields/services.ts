/** The fields of Services, their endpoints, Ingresses and NetworkPolicies (API reference v1.36), in the notation of ../read-fields.ts. */
export const servicesFields = `
Service metadata:ObjectMeta spec:ServiceSpec status:ServiceStatus
ServiceSpec allocateLoadBalancerNodePorts:bool clusterIP clusterIPs:[] externalIPs:[] externalName
  externalTrafficPolicy healthCheckNodePort:int32 internalTrafficPolicy ipFamilies:[]
  ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges:[]
  ports:[ServicePort]{port,protocol=TCP} publishNotReadyAddresses:bool selector:{}! sessionAffinity
  sessionAffinityConfig:SessionAffinityConfig trafficDistribution type
ServicePort appProtocol name nodePort:int32 port:int32 protocol targetPort:intOrString
SessionAffinityConfig clientIP:ClientIPConfig
ClientIPConfig timeoutSeconds:int32
ServiceStatus conditions:[Condition]{type} loadBalancer:LoadBalancerStatus
LoadBalancerStatus ingress:[LoadBalancerIngress]
LoadBalancerIngress hostname ip ipMode ports:[PortStatus]
PortStatus error port:int32 protocol
Condition lastTransitionTime:time message observedGeneration:int64 reason status type
Endpoints metadata:ObjectMeta subsets:[EndpointSubset]
EndpointSubset addresses:[EndpointAddress] notReadyAddresses:[EndpointAddress] ports:[EndpointPort]
EndpointAddress ! hostname ip nodeName targetRef:ObjectReference
EndpointPort ! appProtocol name port:int32 protocol
EndpointSlice addressType endpoints:[Endpoint] metadata:ObjectMeta ports:[EndpointPort@discovery]
Endpoint addresses:[]+/- conditions:EndpointConditions deprecatedTopology:{} hints:EndpointHints
  hostname nodeName targetRef:ObjectReference zone
EndpointConditions ready:bool serving:bool terminating:bool
EndpointHints forNodes:[ForNode] forZones:[ForZone]
ForZone name
ForNode name
EndpointPort@discovery ! appProtocol name port:int32 protocol
Ingress metadata:ObjectMeta spec:IngressSpec status:IngressStatus
IngressSpec defaultBackend:IngressBackend ingressClassName rules:[IngressRule] tls:[IngressTLS]
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressServiceBackend name port:ServiceBackendPort
ServiceBackendPort ! name number:int32
TypedLocalObjectReference ! apiGroup kind name
IngressTLS hosts:[] secretName
IngressRule host http:HTTPIngressRuleValue
HTTPIngressRuleValue paths:[HTTPIngressPath]
HTTPIngressPath backend:IngressBackend path pathType
IngressStatus loadBalancer:IngressLoadBalancerStatus
IngressLoadBalancerStatus ingress:[IngressLoadBalancerIngress]
IngressLoadBalancerIngress hostname ip ports:[IngressPortStatus]
IngressPortStatus error port:int32 protocol
IngressClass metadata:ObjectMeta spec:IngressClassSpec
IngressClassSpec controller parameters:IngressClassParametersReference
IngressClassParametersReference apiGroup kind name namespace scope
NetworkPolicy metadata:ObjectMeta spec:NetworkPolicySpec
NetworkPolicySpec egress:[NetworkPolicyEgressRule] ingress:[NetworkPolicyIngressRule]
  podSelector:LabelSelector policyTypes:[]
LabelSelector ! matchExpressions:[LabelSelectorRequirement] matchLabels:{}
LabelSelectorRequirement key operator values:[]
NetworkPolicyIngressRule from:[NetworkPolicyPeer] ports:[NetworkPolicyPort]
NetworkPolicyPort endPort:int32 port:intOrString protocol
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
IPBlock cidr except:[]
NetworkPolicyEgressRule ports:[NetworkPolicyPort] to:[NetworkPolicyPeer]
`;
