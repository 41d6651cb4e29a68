/** A question that is ready to be asked, with what it is asked for. */
export interface Example {
  /** The key of its title in the texts. */
  id: "assistance" | "heat" | "hazards" | "place";
  query: string;
  purpose: string;
  caseNumber: string;
}

/** The people and the place are those of the demo city: invented, and known to nobody else. */
export const examples: readonly Example[] = [
  {
    id: "assistance",
    purpose: "assistance.eligibility",
    caseNumber: "SA-2026-000123",
    query: `# 王秀芳 applies for assistance.
# Who did not sign is withheld, with the reason.
query Assistance {
  person(citizenNo: "990102195803120429") {
    pid
    household {
      memberCount
      members {
        pid
        alive
        socialInsurance { isInsured }
        pension { receives amount }
        property { owns countBand }
        publicHousing
        isLegalRepOf { name }
      }
    }
  }
}
`,
  },
  {
    id: "heat",
    purpose: "care.heat",
    caseNumber: "",
    query: `# 李建国 agreed to visits in the heat:
# what a doctor needs for one, and the street.
query HeatCare {
  person(citizenNo: "990102194701050170") {
    pid
    elderCare { needsVisit }
    heatRisk
    visitContact { name phone }
    registeredAddress { regionCode streetCode fullText }
  }
}
`,
  },
  {
    id: "hazards",
    purpose: "inspection.planning",
    caseNumber: "",
    query: `# As they come, until you stop.
# The building's grade is not open.
subscription Hazards {
  eventReported(kinds: [HAZARD]) {
    eventId
    occurredAt
    ... on HazardEvent {
      hazardKind
      place { fullText safetyGrade }
    }
  }
}
`,
  },
  {
    id: "place",
    purpose: "",
    caseNumber: "",
    query: `# Open to everybody: needs no purpose.
query Place {
  place(addressCode: "990102001001-0003") {
    addressCode
    fullText
    regionCode
    streetCode
  }
}
`,
  },
];
