CREATE TABLE "visit_requests" (
	"order_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "visit_requests_order_id_community_id_pk" PRIMARY KEY("order_id","community_id")
);
--> statement-breakpoint
ALTER TABLE "visits" DROP CONSTRAINT "visits_reason";--> statement-breakpoint
DROP INDEX "visits_once";--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "order_id" uuid;--> statement-breakpoint
CREATE INDEX "visit_requests_person" ON "visit_requests" USING btree ("person_id","community_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visits_once" ON "visits" USING btree ("community_id","person_id","reason","due_on") WHERE state <> 'dropped' and order_id is null;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_reason" CHECK ("visits"."reason" in ('livesAlone', 'emptyNest', 'frail', 'poor', 'care', 'honoured', 'incident', 'dispute', 'request', 'routine'));